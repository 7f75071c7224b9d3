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
  correlate(frame, order, scratch);
  solvePrediction(scratch, order, coefficients, noiseFloor);
}

/** Autocorrelations up to `order`, four at a time: sums that do not wait for each other take a third of the time. */
function correlate(frame: Float64Array, order: number, correlations: Float64Array): void {
  const { length } = frame;
  for (let lag = 0; lag <= order; lag += 4) {
    let [first, second, third, fourth] = [0, 0, 0, 0];
    // The first samples have no partner at the longer lags.
    const whole = Math.min(length, lag + 3);
    for (let i = lag; i < whole; i++) {
      const here = frame[i]!;
      first += here * frame[i - lag]!;
      if (i > lag) second += here * frame[i - lag - 1]!;
      if (i > lag + 1) third += here * frame[i - lag - 2]!;
    }
    for (let i = whole; i < length; i++) {
      const here = frame[i]!;
      first += here * frame[i - lag]!;
      second += here * frame[i - lag - 1]!;
      third += here * frame[i - lag - 2]!;
      fourth += here * frame[i - lag - 3]!;
    }
    correlations[lag] = first;
    if (lag < order) correlations[lag + 1] = second;
    if (lag + 1 < order) correlations[lag + 2] = third;
    if (lag + 2 < order) correlations[lag + 3] = fourth;
  }
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
