import type { Viewer } from "../../db/viewer.ts";
import { theDoor } from "../the-door.ts";

/** For good. Nothing of the viewer is sold or readable from here on; their sessions end with it. */
export async function closeAccount(viewer: Viewer): Promise<void> {
  await theDoor().act(viewer, "account.close", "", (tx) => tx.verb("close_account"));
}
