import { randomUUID } from "node:crypto";
import type { Side } from "../../lib/pipeline/compare/compare-recordings.ts";
import { fingerprintChannel } from "../../lib/pipeline/compare/fingerprint-channel.ts";
import type { Channel } from "../../lib/pipeline/parties.ts";
import { findRepeats } from "../../lib/pipeline/work/find-repeats.ts";
import { noteRepeats } from "../../lib/pipeline/work/note-repeats.ts";
import { babble } from "../fixtures/babble.ts";
import { runningJob, type World } from "../world.ts";

const rateHz = 8_000;

/** One side of a made-up call; the same seed is the same side, `shorter` a copy without its first seconds. */
export function sideOf(seed: number, channel: Channel = "left", shorter = 0): Side {
  const samples = babble(seed, 12, rateHz).subarray(shorter * rateHz);
  return { channel, print: fingerprintChannel(samples, rateHz) };
}

/** A recording that the worker has in hands. */
export async function inHands(
  w: Pick<World, "plant">,
  contributorId: string,
  more: { state?: string; ownChannel?: Channel; otherParty?: string; title?: string } = {},
): Promise<string> {
  const id = randomUUID();
  const { state = "processing", ownChannel = "left", otherParty = "left_out", title = "A call" } = more;
  await w.plant(
    (t) =>
      t`insert into app.recordings ${t({
        id,
        contributor_id: contributorId,
        title,
        language: "en",
        kind: "family",
        own_channel: ownChannel,
        other_party: otherParty,
        duration_seconds: 60,
        state,
      })}`,
  );
  return id;
}

/** What the worker does with the fingerprints of a recording. */
export async function compared(w: Pick<World, "root" | "doors">, recordingId: string, sides: Side[]) {
  const job = await runningJob(w, "recordings.process", recordingId);
  const found = await findRepeats(w.doors.media, job, recordingId, sides);
  await w.doors.media.act(job, "recordings.process", recordingId, (tx) => noteRepeats(tx, recordingId, found.repeats));
  return found;
}
