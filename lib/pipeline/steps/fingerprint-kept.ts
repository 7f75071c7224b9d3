import type { Side } from "../compare/compare-recordings.ts";
import { fingerprintChannel } from "../compare/fingerprint-channel.ts";
import { repeatedShare } from "../compare/repeated-share.ts";
import type { KeptChannel } from "../parties.ts";
import { fingerprint } from "../rules.ts";
import type { Run } from "./run.ts";

export interface Fingerprinted {
  sides: Side[];
  /** Share of the speech that repeats what the same recording said before, 0 to 1. */
  repeatedShare: number;
}

/**
 * The kept channels' fingerprints, of the original sound: nothing is noted of a party who did not agree. Whoever started
 * the run compares them with those of other recordings.
 */
export function fingerprintKept(
  { input, steps }: Run,
  kept: readonly KeptChannel[],
  sampleRateHz: number,
): Promise<Fingerprinted> {
  const { version, shifts, ...numbers } = fingerprint;
  const settings = { ...numbers, shifts: shifts.join(" ") };
  const step = { name: "fingerprint", version, settings, inputs: [input.keep], share: 0.2 } as const;
  return steps.run(step, () => {
    const sides = kept.map(({ channel, samples }) => ({ channel, print: fingerprintChannel(samples, sampleRateHz) }));
    return { sides, repeatedShare: repeatedShare(sides.map(({ print }) => print)) };
  });
}
