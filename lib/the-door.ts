import { type Door, openDoor } from "../db/door.ts";
import { env } from "./env.ts";

// One door per process, also across development's reloads.
const shared = globalThis as { consonantDoor?: Door };

/** The web process's door: reads as consonant_look, acts and verbs as consonant_web. */
export function theDoor(): Door {
  shared.consonantDoor ??= openDoor({ lookUrl: env().DATABASE_LOOK_URL, actUrl: env().DATABASE_URL });
  return shared.consonantDoor;
}
