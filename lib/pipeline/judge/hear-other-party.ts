import type { Decoded } from "../decode/decode.ts";
import type { Channel } from "../parties.ts";
import { type RecordingInput, type RefusedRecording, refuse } from "../processed.ts";
import { type Crosstalk, canBeUnderstood, crosstalkOf, levelsOf } from "./crosstalk.ts";

/**
 * How far each kept channel carries the other party; measured while both channels are there. Where only one side may be
 * kept and the other party can be understood on it, the call is refused: leaving out their channel did not leave them out.
 */
export function hearOtherParty(
  { left, right, sampleRateHz }: Decoded,
  keep: RecordingInput["keep"],
): Map<Channel, Crosstalk> | RefusedRecording {
  const heard = new Map<Channel, Crosstalk>();
  if (!right) return heard;
  const leftDb = levelsOf(left, sampleRateHz);
  const rightDb = levelsOf(right, sampleRateHz);
  const sides = [
    { channel: "left", own: leftDb, other: rightDb },
    { channel: "right", own: rightDb, other: leftDb },
  ] as const;
  for (const { channel, own, other } of sides) {
    if (keep !== "both" && keep !== channel) continue;
    const crosstalk = crosstalkOf(own, other);
    if (keep !== "both" && canBeUnderstood(crosstalk))
      return refuse("other_party_audible", { belowOwnDb: Math.floor(-crosstalk.belowOwnDb) });
    if (crosstalk) heard.set(channel, crosstalk);
  }
  return heard;
}
