import { desc } from "drizzle-orm";
import { checkpoints } from "../../db/tables.ts";
import { nobody } from "../../db/viewer.ts";
import { env } from "../env.ts";
import { theDoor } from "../the-door.ts";

const KNOWN_MS = 5_000;
let known: { note: Promise<string | undefined>; until: number } | undefined;

/** The newest checkpoint that the notary has shown, asked for once in five seconds, however many want it. */
export function newestCheckpoint(): Promise<string | undefined> {
  if (known && performance.now() < known.until) return known.note;
  const asked = { note: askForNewest(), until: performance.now() + KNOWN_MS };
  known = asked;
  asked.note.catch(() => {
    if (known === asked) known = undefined; // who asked hears of it; the next one asks again
  });
  return asked.note;
}

async function askForNewest(): Promise<string | undefined> {
  const [newest] = await theDoor().look(nobody, (tx) =>
    tx
      .select({ note: checkpoints.note })
      .from(checkpoints)
      .orderBy(desc(checkpoints.size), desc(checkpoints.at))
      .limit(1),
  );
  return newest?.note;
}

/** The key that checkpoints are checked with, from this process's settings: the database cannot change it. */
export const notaryVerifier = (): string | undefined => env().NOTARY_VERIFIER;
