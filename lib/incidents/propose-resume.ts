import type { z } from "zod";
import type { Viewer } from "../../db/viewer.ts";
import { theDoor } from "../the-door.ts";
import type { scope } from "./input.ts";

/** The first of two people who are needed to resume. Lapses after an hour. */
export async function proposeResume(viewer: Viewer, what: z.infer<typeof scope>): Promise<void> {
  await theDoor().act(viewer, "incidents.propose", what, (tx) => tx.verb("propose_resume", what));
}
