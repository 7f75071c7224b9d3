const lowestHz = 60;
const highestHz = 400;
const mostFrames = 300;
const leastVoicedFrames = 10;
const voicedCorrelation = 0.5;
const unknownPitchHz = 140;

/**
 * Middle pitch in Hz of the speech in the given stretches, from up to 400 frames spread over them (normalised
 * autocorrelation, 40 ms). The usual middle of human voices when too little of it is voiced.
 */
export function middlePitchHz(
  samples: Int16Array,
  sampleRateHz: number,
  speech: readonly { from: number; to: number }[],
): number {
  const total = speech.reduce((sum, { from, to }) => sum + to - from, 0);
  const step = Math.max(Math.round(sampleRateHz * 0.02), Math.floor(total / mostFrames));
  // Every second sample is enough for pitch and a quarter of the work.
  const stride = sampleRateHz > 8_000 ? 2 : 1;
  const found: number[] = [];
  for (const { from, to } of speech) {
    for (let start = from; start < to; start += step) {
      const pitch = pitchAt(samples, start, stride, sampleRateHz / stride);
      if (pitch > 0) found.push(pitch);
    }
  }
  if (found.length < leastVoicedFrames) return unknownPitchHz;
  return found.sort((a, b) => a - b)[found.length >> 1]!;
}

/** Pitch of one frame, 0 when it is unvoiced or too near the end. */
function pitchAt(samples: Int16Array, start: number, stride: number, rateHz: number): number {
  const length = Math.round(rateHz * 0.04);
  const shortest = Math.floor(rateHz / highestHz);
  const longest = Math.ceil(rateHz / lowestHz);
  if (start + (length + longest + 1) * stride >= samples.length) return 0;
  const near = Float64Array.from({ length: length + longest + 1 }, (_, i) => samples[start + i * stride]! / 32_768);
  let energy = 0;
  let shifted = 0;
  for (let i = 0; i < length; i++) {
    energy += near[i]! ** 2;
    shifted += near[shortest + i]! ** 2;
  }
  if (energy / length < 1e-5) return 0;
  const correlations = new Float64Array(longest + 2);
  let best = 0;
  for (let lag = shortest; lag <= longest; lag++) {
    let sum = 0;
    for (let i = 0; i < length; i++) sum += near[i]! * near[lag + i]!;
    correlations[lag] = sum / Math.sqrt(energy * shifted + 1e-12);
    if (correlations[lag]! > best) best = correlations[lag]!;
    shifted += near[lag + length]! ** 2 - near[lag]! ** 2;
  }
  if (best <= voicedCorrelation) return 0;
  // The first peak that comes near the best one: a later one is a multiple of the period.
  for (let lag = shortest + 1; lag <= longest; lag++) {
    const value = correlations[lag]!;
    if (value > 0.9 * best && value >= correlations[lag - 1]! && value >= correlations[lag + 1]!) return rateHz / lag;
  }
  return 0;
}
