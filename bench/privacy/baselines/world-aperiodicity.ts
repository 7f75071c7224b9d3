import { fourierTransform, hann } from "../../../lib/pipeline/fourier.ts";
import { spectrumSize } from "./world-envelope.ts";

/** Where aperiodicity is measured, in Hz; straight lines between, as in D4C (Morise, Speech Communication 84, 2016). */
const bandEdgesHz = [0, 1_000, 2_000, 3_000, 4_500, 6_000, 8_000];
/** The window has this many periods, so that a harmonic is narrower than the distance to the next. */
const periods = 4;
const least = 0.001;

/** The share of each band's power that is noise, 0 to 1. */
export type NoiseShareAt = (sound: Float64Array, centre: number, pitchHz: number) => (hz: number) => number;

/**
 * Band aperiodicity: how deep the valleys between harmonics are for their peaks. D4C asks the same of group delay; both
 * end in one number per band and frame.
 */
export function noiseShares(sampleRateHz: number): NoiseShareAt {
  const size = 2 * spectrumSize(sampleRateHz);
  const re = new Float64Array(size);
  const im = new Float64Array(size);
  const edges = bandEdgesHz.filter((hz) => hz <= sampleRateHz / 2);
  const shares = new Float64Array(edges.length);
  return (sound, centre, pitchHz) => {
    if (pitchHz <= 0) return () => 1;
    const length = Math.min(size - 1, Math.round((periods * sampleRateHz) / pitchHz) | 1);
    const window = hann(length);
    const start = centre - (length >> 1);
    re.fill(0);
    im.fill(0);
    for (let i = 0; i < length; i++) re[i] = (sound[start + i] ?? 0) * window[i]!;
    fourierTransform(re, im);
    const powerAt = (hz: number) => {
      const k = Math.round((hz * size) / sampleRateHz);
      return re[k]! * re[k]! + im[k]! * im[k]!;
    };
    for (const [i, edge] of edges.entries()) {
      const [from, to] = [edges[i - 1] ?? edge, edges[i + 1] ?? edge];
      let [peaks, valleys] = [1e-12, 0];
      for (let n = Math.max(1, Math.floor(from / pitchHz)); (n + 0.5) * pitchHz < to; n++) {
        peaks += powerAt(n * pitchHz);
        valleys += powerAt((n + 0.5) * pitchHz);
      }
      shares[i] = Math.min(1, Math.max(least, valleys / peaks));
    }
    return (hz) => {
      const above = edges.findIndex((edge) => edge > hz);
      if (above < 0) return shares[edges.length - 1]!;
      const place = (hz - edges[above - 1]!) / (edges[above]! - edges[above - 1]!);
      return shares[above - 1]! ** (1 - place) * shares[above]! ** place;
    };
  };
}
