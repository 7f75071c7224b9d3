import type { Viewer } from "../../db/viewer.ts";
import { theDoor } from "../the-door.ts";

/** The second person. Refused with "conflict" for the one who proposed, "not_found" when the proposal has lapsed. */
export async function approveResume(viewer: Viewer, requestId: string): Promise<void> {
  await theDoor().act(viewer, "incidents.approve", requestId, (tx) => tx.verb("approve_resume", requestId));
}
