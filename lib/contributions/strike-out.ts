import type { z } from "zod";
import type { Viewer } from "../../db/viewer.ts";
import { theDoor } from "../the-door.ts";
import type { strikesInput } from "./input.ts";

/**
 * A reviewer has passages struck out besides what the redaction struck. The recording leaves the desk, is made again from
 * its sealed original without them, on both channels and in the text, and comes back to be heard.
 */
export async function strikeOut(viewer: Viewer, { recordingId, strikes }: z.infer<typeof strikesInput>): Promise<void> {
  await theDoor().act(viewer, "recordings.strike", recordingId, async (tx) => {
    await tx.verb(
      "strike_out",
      recordingId,
      strikes.map(({ party }) => party),
      strikes.map(({ startMs }) => String(startMs)),
      strikes.map(({ endMs }) => String(endMs)),
      strikes.map(({ kind }) => kind),
    );
    await tx.enqueue("recordings.process", recordingId);
  });
}
