import { makeClips } from "../clips/make-clips.ts";
import { startFfmpeg } from "../decode/ffmpeg.ts";
import type { Clip } from "../processed.ts";
import { clips as clipRules, limits } from "../rules.ts";
import type { Plan } from "./bleep-and-plan.ts";
import type { Run } from "./run.ts";

/** The disguised channels as clips with their text, as FLAC. */
export async function cutIntoClips({ steps }: Run, plan: Plan, sampleRateHz: number, transcribed: boolean) {
  const inputs = [transcribed, limits.clipPeaks];
  const step = { name: "clips", version: clipRules.version, settings: { ...clipRules }, inputs, share: 1 } as const;
  return steps.run(step, async () => {
    // One that a stranger's file has never met.
    const ffmpeg = await startFfmpeg();
    try {
      const clips: Clip[] = [];
      for (const channel of plan.channels) {
        const said = transcribed ? channel.words : null;
        const after = steps.stopIfAborted;
        clips.push(...(await makeClips(channel, channel.clips, said, plan.bleeps, sampleRateHz, ffmpeg, after)));
      }
      return clips;
    } finally {
      await ffmpeg.stop();
    }
  });
}
