import type { Viewer } from "../../db/viewer.ts";
import { theDoor } from "../the-door.ts";

/** Refused with "conflict" where it is the last one of somebody at the desk. */
export async function removePasskey(viewer: Viewer, passkeyId: string): Promise<void> {
  await theDoor().act(viewer, "passkeys.remove", passkeyId, (tx) => tx.verb("remove_passkey", passkeyId));
}
