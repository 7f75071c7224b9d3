import { fourierTransform } from "../../../lib/pipeline/fourier.ts";

/**
 * Makes the minimum-phase spectrum that has the given powers (half plus one bins), by folding its cepstrum (Oppenheim
 * and Schafer). `re` and `im` receive it; their length is the size of the transform.
 */
export function minimumPhase(power: Float64Array, re: Float64Array, im: Float64Array): void {
  const size = re.length;
  const half = size >> 1;
  for (let k = 0; k <= half; k++) re[k] = Math.log(power[k]! + 1e-20) / 2;
  for (let k = half + 1; k < size; k++) re[k] = re[size - k]!;
  im.fill(0);
  fourierTransform(re, im);
  for (let q = 0; q < size; q++) {
    const fold = q === 0 || q === half ? 1 : q < half ? 2 : 0;
    re[q] = (re[q]! * fold) / size;
  }
  im.fill(0);
  fourierTransform(re, im);
  for (let k = 0; k < size; k++) {
    const amplitude = Math.exp(re[k]!);
    re[k] = amplitude * Math.cos(im[k]!);
    im[k] = amplitude * Math.sin(im[k]!);
  }
}
