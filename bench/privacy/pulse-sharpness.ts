import { predict } from "../../lib/pipeline/disguise/linear-prediction.ts";
import { pitchContour } from "./pitch-contour.ts";

const frameSeconds = 0.03;
const hopSeconds = 0.01;

/**
 * How sharp the pulses of a voice are: the kurtosis of what linear prediction leaves of voiced frames, their median. Noise
 * has 3. A larynx spreads a pulse over some part of its period; a vocoder's pulse of one sample is far above, and buzzes.
 */
export function pulseSharpness(samples: Int16Array, sampleRateHz: number): number {
  const order = sampleRateHz > 8_000 ? 20 : 10;
  const size = Math.round(frameSeconds * sampleRateHz);
  const hop = Math.round(hopSeconds * sampleRateHz);
  const frame = new Float64Array(size);
  const coefficients = new Float64Array(order + 1);
  const scratch = new Float64Array(order + 1);
  const { hz } = pitchContour(samples, sampleRateHz);
  const found: number[] = [];
  for (let k = 1; k + 1 < hz.length; k++) {
    // In the middle of a voice only: an onset is sharp by itself.
    if (hz[k - 1]! === 0 || hz[k]! === 0 || hz[k + 1]! === 0) continue;
    const start = k * hop;
    for (let i = 0; i < size; i++) {
      const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / size);
      frame[i] = ((samples[start + i] ?? 0) / 32_768) * window;
    }
    predict(frame, order, coefficients, scratch);
    found.push(kurtosisOfRest(samples, start, size, coefficients));
  }
  return found.sort((a, b) => a - b)[found.length >> 1] ?? 0;
}

function kurtosisOfRest(samples: Int16Array, start: number, size: number, coefficients: Float64Array): number {
  let [squares, fourths] = [1e-9, 0];
  for (let i = 0; i < size; i++) {
    let rest = 0;
    for (let j = 0; j < coefficients.length; j++) rest += coefficients[j]! * (samples[start + i - j] ?? 0);
    squares += rest ** 2;
    fourths += rest ** 4;
  }
  return (fourths * size) / squares ** 2;
}
