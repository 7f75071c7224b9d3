/** Steps of the search over half the unit circle: finer than two line frequencies of a voice ever are. */
const searchSteps = 160;
const bisections = 7;
const gridCosines = Float64Array.from({ length: searchSteps + 1 }, (_, i) => Math.cos((Math.PI * i) / searchSteps));

/** Room for the two symmetric polynomials of one prediction order, so that nothing is allocated per frame. */
export interface LineScratch {
  sum: Float64Array;
  difference: Float64Array;
}

export function lineScratch(order: number): LineScratch {
  return { sum: new Float64Array(order / 2 + 2), difference: new Float64Array(order / 2 + 2) };
}

/**
 * Line spectral frequencies of a prediction filter of even order, in radians, rising (Itakura, 1975; found on the
 * cosine axis as in Kabal and Ramachandran, 1986). Resonances sit where two of them are close. Any rising sequence
 * between 0 and pi is a stable filter, so that voices can be moved about in it. False when not all were found.
 */
export function lineFrequencies(coefficients: Float64Array, lines: Float64Array, scratch: LineScratch): boolean {
  const order = coefficients.length - 1;
  const half = order / 2;
  const { sum, difference } = scratch;
  sum[0] = 1;
  difference[0] = 1;
  for (let i = 1; i <= half; i++) {
    const low = coefficients[i]!;
    const high = coefficients[order + 1 - i]!;
    sum[i] = low + high - sum[i - 1]!;
    difference[i] = low - high + difference[i - 1]!;
  }
  let found = 0;
  // The lines of the two polynomials alternate, and the sum has the lowest.
  let polynomial = sum;
  let before = valueAt(polynomial, half, 1);
  for (let step = 1; step <= searchSteps && found < order; step++) {
    const value = valueAt(polynomial, half, gridCosines[step]!);
    if (value * before > 0) {
      before = value;
      continue;
    }
    const cosine = crossing(polynomial, half, gridCosines[step - 1]!, gridCosines[step]!, before);
    lines[found++] = Math.acos(Math.max(-1, Math.min(1, cosine)));
    polynomial = polynomial === sum ? difference : sum;
    // The next line may lie in the same step.
    before = valueAt(polynomial, half, cosine);
    const rest = valueAt(polynomial, half, gridCosines[step]!);
    if (rest * before <= 0 && found < order) {
      lines[found++] = Math.acos(crossing(polynomial, half, cosine, gridCosines[step]!, before));
      polynomial = polynomial === sum ? difference : sum;
      before = valueAt(polynomial, half, gridCosines[step]!);
    } else {
      before = rest;
    }
  }
  return found === order;
}

/** Clenshaw's sum of the Chebyshev series that a symmetric polynomial is on the unit circle. */
function valueAt(polynomial: Float64Array, half: number, cosine: number): number {
  let next = 0;
  let afterNext = 0;
  for (let i = 0; i < half; i++) {
    const here = polynomial[i]! + 2 * cosine * next - afterNext;
    afterNext = next;
    next = here;
  }
  return polynomial[half]! / 2 + cosine * next - afterNext;
}

function crossing(polynomial: Float64Array, half: number, from: number, to: number, valueFrom: number): number {
  let [high, low, above] = [from, to, valueFrom];
  let below = valueAt(polynomial, half, low);
  for (let i = 0; i < bisections; i++) {
    const middle = (high + low) / 2;
    const value = valueAt(polynomial, half, middle);
    if (value * above > 0) {
      high = middle;
      above = value;
    } else {
      low = middle;
      below = value;
    }
  }
  return above === below ? high : high + ((low - high) * above) / (above - below);
}

/** The prediction filter that has these line frequencies. */
export function filterFromLines(lines: Float64Array, coefficients: Float64Array, scratch: Float64Array): void {
  const order = lines.length;
  multiplied(lines, 0, 1, coefficients);
  multiplied(lines, 1, -1, scratch);
  for (let i = 0; i <= order; i++) coefficients[i] = (coefficients[i]! + scratch[i]!) / 2;
}

/** Product of (1 + end z^-1) and the quadratics of every second line from `first`; its last coefficient is left out. */
function multiplied(lines: Float64Array, first: number, end: number, product: Float64Array): void {
  const order = lines.length;
  product.fill(0, 0, order + 1);
  product[0] = 1;
  let degree = 0;
  for (let k = first; k < order; k += 2) {
    const linear = -2 * Math.cos(lines[k]!);
    degree += 2;
    for (let i = degree; i >= 2; i--) product[i] = product[i]! + linear * product[i - 1]! + product[i - 2]!;
    product[1] = product[1]! + linear;
  }
  for (let i = order; i >= 1; i--) product[i] = product[i]! + end * product[i - 1]!;
}
