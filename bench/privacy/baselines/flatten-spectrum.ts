import { fourierTransform, hann } from "../../../lib/pipeline/fourier.ts";

const targetKneeHz = 500;
const targetSlope = 1.5;
const mostGain = 10;
/** Below this there is no voice, only rumble, which must not be lifted with the rest. */
const lowestVoiceHz = 80;

/** Learns the long-term spectrum of a channel piece by piece, then takes its colour away from the same pieces. */
export interface SpectrumFlattener {
  learn(piece: Float64Array): void;
  /** Sets the gains so that the whole keeps the energy `energyAfter`, given the energy learned. */
  settle(energyBefore: number, energyAfter: number): void;
  flatten(piece: Float64Array, output: Float64Array): void;
}

/**
 * A voice, a handset and a room each leave a fixed colour in the long-term spectrum, which identifies better than pitch
 * does. This moves it, by `strength` of the way, to one slope for all. Pairs of frames share one complex transform.
 */
export function spectrumFlattener(sampleRateHz: number, strength: number): SpectrumFlattener {
  const size = sampleRateHz > 8_000 ? 1_024 : 512;
  const hop = size >> 1;
  const window = hann(size).map(Math.sqrt);
  const re = new Float64Array(size);
  const im = new Float64Array(size);
  const power = new Float64Array(hop + 1).fill(1e-9);
  const gains = new Float64Array(size).fill(1);

  /** Calls `use` with each pair of windowed frames, transformed; `start` is where the first of them begins. */
  function eachPair(piece: Float64Array, use: (start: number) => void): void {
    for (let start = -hop; start < piece.length; start += size) {
      for (let i = 0; i < size; i++) {
        const first = start + i;
        const second = first + hop;
        re[i] = first >= 0 && first < piece.length ? piece[first]! * window[i]! : 0;
        im[i] = second < piece.length ? piece[second]! * window[i]! : 0;
      }
      fourierTransform(re, im);
      use(start);
    }
  }

  return {
    learn(piece) {
      eachPair(piece, () => {
        for (let k = 0; k <= hop; k++) {
          const m = (size - k) & (size - 1);
          power[k] = power[k]! + (re[k]! ** 2 + im[k]! ** 2 + re[m]! ** 2 + im[m]! ** 2) / 2;
        }
      });
    },
    settle(energyBefore, energyAfter) {
      const smooth = smoothed(power);
      const middle = levelled(smooth, sampleRateHz / size, strength);
      let kept = 0;
      let learned = 0;
      for (let k = 0; k <= hop; k++) {
        kept += power[k]! * middle[k]! ** 2;
        learned += power[k]!;
      }
      const scale = Math.sqrt((energyAfter / Math.max(1e-12, energyBefore)) * (learned / Math.max(1e-12, kept)));
      for (let k = 0; k < size; k++) gains[k] = middle[k <= hop ? k : size - k]! * scale;
    },
    flatten(piece, output) {
      output.fill(0);
      eachPair(piece, (start) => {
        // The inverse transform is the forward one of the conjugate.
        for (let k = 0; k < size; k++) {
          re[k] = re[k]! * gains[k]!;
          im[k] = -im[k]! * gains[k]!;
        }
        fourierTransform(re, im);
        for (let i = 0; i < size; i++) {
          const first = start + i;
          const second = first + hop;
          const weight = window[i]! / size;
          if (first >= 0 && first < output.length) output[first] = output[first]! + re[i]! * weight;
          if (second < output.length) output[second] = output[second]! - im[i]! * weight;
        }
      });
    },
  };
}

/** Mean over a quarter of an octave or so on each side. */
function smoothed(power: Float64Array): Float64Array {
  return power.map((_, k) => {
    const reach = Math.max(2, Math.floor(k * 0.25));
    const near = power.subarray(Math.max(0, k - reach), k + reach + 1);
    return near.reduce((sum, value) => sum + value, 0) / near.length;
  });
}

/** Amplitude gains towards the common slope, bounded to 20 dB around their own middle. */
function levelled(smooth: Float64Array, binHz: number, strength: number): Float64Array {
  const gains = smooth.map((value, k) => {
    const target = Math.max(1, (k * binHz) / targetKneeHz) ** -targetSlope;
    return (target / value) ** (strength / 2);
  });
  const speech = gains.subarray(Math.round(125 / binHz), Math.round(3_100 / binHz));
  const middle = Math.exp(speech.reduce((sum, gain) => sum + Math.log(gain), 0) / speech.length);
  return gains.map((gain, k) => {
    const rumble = Math.min(1, (k * binHz) / lowestVoiceHz) ** 4;
    return rumble * Math.min(mostGain, Math.max(1 / mostGain, gain / middle));
  });
}
