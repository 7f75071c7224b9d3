import { peakOf } from "./level.ts";

const quietPeak = 0.05 * 32_768;
const nearPeak = 0.985;
const shortestRun = 3;

/**
 * Share of samples in flat runs (three or more) at the channel's own loudest level, which also finds clipping that was
 * attenuated afterwards. 0 for a channel that never gets loud.
 */
export function clippingRatio(samples: Int16Array): number {
  const peak = peakOf(samples);
  if (peak < quietPeak) return 0;
  const flat = peak * nearPeak;
  let clipped = 0;
  let run = 0;
  let wasAbove = false;
  for (let i = 0; i < samples.length; i++) {
    const sample = samples[i]!;
    if (sample >= flat || sample <= -flat) {
      run = run > 0 && sample > 0 === wasAbove ? run + 1 : 1;
      wasAbove = sample > 0;
    } else if (run > 0) {
      if (run >= shortestRun) clipped += run;
      run = 0;
    }
  }
  return (clipped + (run >= shortestRun ? run : 0)) / samples.length;
}
