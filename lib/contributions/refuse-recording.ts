import { eq } from "drizzle-orm";
import type { z } from "zod";
import { one } from "../../db/door.ts";
import { recordings } from "../../db/tables.ts";
import type { Viewer } from "../../db/viewer.ts";
import { theDoor } from "../the-door.ts";
import type { refusalInput } from "./input.ts";

/** A reviewer's no, with a reason that the contributor reads. */
export async function refuseRecording(viewer: Viewer, input: z.infer<typeof refusalInput>): Promise<void> {
  await theDoor().act(viewer, "recordings.refuse", input.recordingId, async (tx) => {
    const refused = { state: "refused", reason: input.reason, note: input.note || null } as const;
    one(
      await tx
        .update(recordings)
        .set(refused)
        .where(eq(recordings.id, input.recordingId))
        .returning({ id: recordings.id }),
    );
  });
}
