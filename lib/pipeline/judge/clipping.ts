const quietPeak = 0.05 * 32_768;
const nearPeak = 0.985;
const shortestRun = 3;

/**
 * Share of samples in flat runs (three or more) at the channel's own loudest level, which also finds clipping that was
 * attenuated afterwards. 0 for a channel that never gets loud.
 */
export function clippingRatio(samples: Int16Array): number {
  let peak = 0;
  for (const sample of samples) if (Math.abs(sample) > peak) peak = Math.abs(sample);
  if (peak < quietPeak) return 0;
  const flat = peak * nearPeak;
  let clipped = 0;
  let run = 0;
  let sign = 0;
  for (const sample of samples) {
    if (Math.abs(sample) >= flat) {
      run = Math.sign(sample) === sign ? run + 1 : 1;
      sign = Math.sign(sample);
      continue;
    }
    if (run >= shortestRun) clipped += run;
    run = 0;
    sign = 0;
  }
  return (clipped + (run >= shortestRun ? run : 0)) / samples.length;
}
