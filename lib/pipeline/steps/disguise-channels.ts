import { createHash, randomBytes } from "node:crypto";
import { disguiseChannel } from "../disguise/disguise-channel.ts";
import { drawsFor } from "../disguise/draws.ts";
import { rangesFor } from "../disguise/pseudo-speaker.ts";
import type { WaitingRecording } from "../processed.ts";
import { disguise } from "../rules.ts";
import { askOutside } from "./ask-outside.ts";
import type { PlannedChannel } from "./bleep-and-plan.ts";
import type { Run } from "./run.ts";

const seedBytes = 32;

/** Disguises every channel, in place. */
export async function disguiseChannels(
  run: Run,
  channels: readonly PlannedChannel[],
  sampleRateHz: number,
): Promise<WaitingRecording | undefined> {
  const { input, steps } = run;
  const { strength = "default" } = input;
  const anonymizerUrl = input.services?.anonymizer?.url;
  const seed = input.seed ?? (await drawSeed(run));
  const inputs = [createHash("sha256").update(seed).digest("hex"), anonymizerUrl];
  const settings = anonymizerUrl ? { strength } : { strength, ...rangesFor(strength, sampleRateHz) };
  const version = anonymizerUrl ? "outside" : disguise.version;
  for (const [index, planned] of channels.entries()) {
    const { channel } = planned;
    const share = 0.45 + (0.35 * (index + 1)) / channels.length;
    const step = { name: "disguise", channel, version, settings, inputs, share } as const;
    const done = await steps.run<{ samples: Int16Array } | WaitingRecording>(step, async () => {
      const disguised = await askOutside(run, "anonymizer", (signal) =>
        disguiseChannel(planned, sampleRateHz, { draw: drawsFor(channel, seed), strength, anonymizerUrl, signal }),
      );
      return disguised.outcome === "waiting" ? disguised : { samples: planned.samples };
    });
    if ("outcome" in done) return done;
    if (done.samples !== planned.samples) planned.samples.set(done.samples);
  }
  return undefined;
}

/**
 * Without a seed, one is drawn at random, and kept as long as the other results are: a run that goes on after a crash goes
 * on with the same pseudo-speakers, and nobody can make them again once it has ended.
 */
async function drawSeed({ steps }: Run): Promise<Uint8Array> {
  const { seed } = await steps.run({ name: "draw", version: "1", settings: {}, share: 0.45 }, () => ({
    seed: new Uint8Array(randomBytes(seedBytes)),
  }));
  return seed;
}
