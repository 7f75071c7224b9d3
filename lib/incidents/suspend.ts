import type { z } from "zod";
import type { Viewer } from "../../db/viewer.ts";
import { theDoor } from "../the-door.ts";
import type { suspendInput } from "./input.ts";

/** Stops a part of the house. One person, one reason; links that are out die with the next request. */
export async function suspend(viewer: Viewer, input: z.infer<typeof suspendInput>): Promise<void> {
  await theDoor().act(viewer, "incidents.suspend", input.scope, (tx) => tx.verb("suspend", input.scope, input.reason));
}
