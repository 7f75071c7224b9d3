import type { Decoded } from "./decode/decode.ts";
import type { KeptChannel } from "./parties.ts";
import { type RecordingInput, type RefusedRecording, refuse } from "./processed.ts";
import { limits } from "./rules.ts";

/**
 * The channels that consent allows; the samples of the other one are overwritten here. A one-channel file is taken as
 * the left channel alone. Fails closed when the two parties cannot be told apart: one channel for both, or two channels
 * that hold the same mix.
 */
export function keptChannels({ left, right }: Decoded, keep: RecordingInput["keep"]): KeptChannel[] | RefusedRecording {
  if (!right) {
    return keep === "left" ? [{ channel: "left", samples: left }] : refuse("one_channel_for_two", { channels: 1 });
  }
  const likeness = likenessOf(left, right);
  if (likeness > limits.sameChannelLikeness) {
    return refuse("one_channel_for_two", { channels: 2, likeness: Math.round(likeness * 1_000) / 1_000 });
  }
  if (keep === "left") right.fill(0);
  if (keep === "right") left.fill(0);
  return [
    { channel: "left" as const, samples: left },
    { channel: "right" as const, samples: right },
  ].filter(({ channel }) => keep === "both" || keep === channel);
}

/** How much two channels are the same up to loudness and sign, 0 to 1; 0 when one of them is silent. */
function likenessOf(left: Int16Array, right: Int16Array): number {
  let product = 0;
  let leftEnergy = 0;
  let rightEnergy = 0;
  for (let i = 0; i < left.length; i++) {
    product += left[i]! * right[i]!;
    leftEnergy += left[i]! * left[i]!;
    rightEnergy += right[i]! * right[i]!;
  }
  return leftEnergy === 0 || rightEnergy === 0 ? 0 : Math.abs(product) / Math.sqrt(leftEnergy * rightEnergy);
}
