const rateHz = 4_000;
const windowSeconds = 0.036;
const leastEnergy = 2e-6;
const voicedCorrelation = 0.55;
/** A peak this near the best one is taken when it comes first: later ones are multiples of the period. */
const firstPeakShare = 0.87;
const shortestVoice = 3;

export const pitchHopSeconds = 0.01;

/** Between which pitches is searched: once the middle of a voice is known, a narrow range spares octave errors. */
export interface PitchRange {
  lowestHz: number;
  highestHz: number;
}

export const anyVoice: PitchRange = { lowestHz: 60, highestHz: 420 };

/** The pitches that a voice with this middle reaches in speech. */
export function rangeAround(middleHz: number): PitchRange {
  return {
    lowestHz: Math.max(anyVoice.lowestHz, middleHz / 1.7),
    highestHz: Math.min(anyVoice.highestHz, middleHz * 1.8),
  };
}

/**
 * Pitch in Hz every 10 ms, 0 where there is no voice: normalised cross-correlation at 4 kHz (as in RAPT, Talkin, 1995,
 * without its dynamic programming), then a median over five frames, which also mends single octave errors.
 */
export function trackPitch(sound: Float64Array, sampleRateHz: number, range = anyVoice): Float64Array {
  const low = decimated(sound, Math.round(sampleRateHz / rateHz));
  const hop = rateHz * pitchHopSeconds;
  const count = Math.ceil(sound.length / (sampleRateHz * pitchHopSeconds));
  const raw = new Float64Array(count);
  const correlations = new Float64Array(Math.ceil(rateHz / range.lowestHz) + 2);
  const shortest = Math.floor(rateHz / range.highestHz);
  for (let frame = 0; frame < count; frame++) raw[frame] = pitchAround(low, frame * hop, shortest, correlations);
  return mended(raw);
}

function pitchAround(low: Float64Array, centre: number, shortest: number, correlations: Float64Array): number {
  const length = Math.round(rateHz * windowSeconds);
  const longest = correlations.length - 2;
  const start = Math.max(0, centre - ((length + longest) >> 1));
  if (start + length + longest + 2 > low.length) return 0;
  let energy = 0;
  let shifted = 0;
  for (let i = 0; i < length; i++) {
    energy += low[start + i]! * low[start + i]!;
    shifted += low[start + shortest + i]! * low[start + shortest + i]!;
  }
  if (energy < leastEnergy * length) return 0;
  multiplied(low, start, length, shortest, longest + 1, correlations);
  let best = 0;
  for (let lag = shortest; lag <= longest + 1; lag++) {
    const correlation = correlations[lag]! / Math.sqrt(energy * shifted + 1e-12);
    correlations[lag] = correlation;
    if (correlation > best && lag <= longest) best = correlation;
    const enters = low[start + lag + length] ?? 0;
    shifted += enters * enters - low[start + lag]! * low[start + lag]!;
  }
  if (best < voicedCorrelation) return 0;
  for (let lag = shortest + 1; lag <= longest; lag++) {
    const [before, here, after] = [correlations[lag - 1]!, correlations[lag]!, correlations[lag + 1]!];
    if (here < firstPeakShare * best || here < before || here < after) continue;
    return rateHz / (lag + (before - after) / (2 * (before - 2 * here + after) || 1));
  }
  return 0;
}

/** Products of the window and what lies each lag after it, four lags at a time: such sums do not wait for each other. */
function multiplied(
  low: Float64Array,
  start: number,
  length: number,
  shortest: number,
  longest: number,
  products: Float64Array,
): void {
  for (let lag = shortest; lag <= longest; lag += 4) {
    let [first, second, third, fourth] = [0, 0, 0, 0];
    for (let i = start, at = start + lag; i < start + length; i++, at++) {
      const here = low[i]!;
      first += here * low[at]!;
      second += here * (low[at + 1] ?? 0);
      third += here * (low[at + 2] ?? 0);
      fourth += here * (low[at + 3] ?? 0);
    }
    products[lag] = first;
    if (lag < longest) products[lag + 1] = second;
    if (lag + 1 < longest) products[lag + 2] = third;
    if (lag + 2 < longest) products[lag + 3] = fourth;
  }
}

/** Medians of five frames; voices of less than 30 ms are taken for noise. */
function mended(raw: Float64Array): Float64Array {
  const near = new Float64Array(5);
  const pitch = raw.map((_, frame) => {
    let count = 0;
    for (let k = Math.max(0, frame - 2); k <= frame + 2 && k < raw.length; k++) {
      const hz = raw[k]!;
      if (hz === 0) continue;
      let at = count++;
      for (; at > 0 && near[at - 1]! > hz; at--) near[at] = near[at - 1]!;
      near[at] = hz;
    }
    return count >= 3 ? near[count >> 1]! : 0;
  });
  for (let from = 0; from < pitch.length; ) {
    let to = from;
    while (to < pitch.length && pitch[to]! > 0 === pitch[from]! > 0) to++;
    if (pitch[from]! > 0 && to - from < shortestVoice) pitch.fill(0, from, to);
    from = to;
  }
  return pitch;
}

/** Two running means in a row, read at every `factor`-th sample: enough of a low-pass for pitch. */
function decimated(sound: Float64Array, factor: number): Float64Array {
  const output = new Float64Array(Math.floor(sound.length / factor));
  for (let i = 0, at = 0; i < output.length; i++, at += factor) {
    let sum = 0;
    for (let k = 1 - factor; k < factor; k++) sum += (factor - Math.abs(k)) * (sound[at + k] ?? 0);
    output[i] = sum / (factor * factor);
  }
  return output;
}
