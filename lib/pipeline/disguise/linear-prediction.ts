/**
 * Linear prediction by autocorrelation and the Levinson-Durbin recursion. Writes `order + 1` coefficients to
 * `coefficients` (the first is 1); `scratch` needs as many. `noiseFloor` is a share of the power, added as white noise.
 * Nothing is allocated: this runs a hundred times a second.
 */
export function predict(
  frame: Float64Array,
  order: number,
  coefficients: Float64Array,
  scratch: Float64Array,
  noiseFloor = 1e-9,
): void {
  const length = frame.length;
  for (let lag = 0; lag <= order; lag++) {
    let sum = 0;
    for (let i = lag; i < length; i++) sum += frame[i]! * frame[i - lag]!;
    scratch[lag] = sum;
  }
  solvePrediction(scratch, order, coefficients, noiseFloor);
}

/** The same from autocorrelations, by which a filter can also be had for a power spectrum. */
export function solvePrediction(
  correlations: Float64Array,
  order: number,
  coefficients: Float64Array,
  noiseFloor: number,
): void {
  let error = correlations[0]! * (1 + noiseFloor) + 1e-12;
  coefficients.fill(0);
  coefficients[0] = 1;
  for (let m = 1; m <= order && error > 0; m++) {
    let sum = correlations[m]!;
    for (let i = 1; i < m; i++) sum += coefficients[i]! * correlations[m - i]!;
    const reflection = -sum / error;
    // Both ends at once, so that no copy of the coefficients is needed.
    for (let i = 1, j = m - 1; i <= j; i++, j--) {
      const low = coefficients[i]!;
      const high = coefficients[j]!;
      coefficients[i] = low + reflection * high;
      coefficients[j] = high + reflection * low;
    }
    coefficients[m] = reflection;
    error *= 1 - reflection * reflection;
  }
}
