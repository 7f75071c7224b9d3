import type { Viewer } from "../../db/viewer.ts";
import { theDoor } from "../the-door.ts";

/** Nothing of the number is left, confirmed or not. */
export async function forgetPhone(viewer: Viewer): Promise<void> {
  await theDoor().act(viewer, "phones.forget", "", (tx) => tx.verb("forget_phone"));
}
