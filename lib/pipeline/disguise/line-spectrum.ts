/** Steps of the search over half the unit circle: finer than two line frequencies of a voice ever are. */
const searchSteps = 160;
const refinements = 4;
/** Four more than the steps, for the grid is walked by fours. */
const gridCosines = Float64Array.from({ length: searchSteps + 4 }, (_, i) => Math.cos((Math.PI * i) / searchSteps));

/** Room for the two symmetric polynomials of one prediction order, and their values on the grid. */
export interface LineScratch {
  sum: Polynomial;
  difference: Polynomial;
}

interface Polynomial {
  terms: Float64Array;
  onGrid: Float64Array;
}

export function lineScratch(order: number): LineScratch {
  const polynomial = () => ({
    terms: new Float64Array(order / 2 + 1),
    onGrid: new Float64Array(gridCosines.length),
  });
  return { sum: polynomial(), difference: polynomial() };
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
  sum.terms[0] = 1;
  difference.terms[0] = 1;
  for (let i = 1; i <= half; i++) {
    const low = coefficients[i]!;
    const high = coefficients[order + 1 - i]!;
    sum.terms[i] = low + high - sum.terms[i - 1]!;
    difference.terms[i] = low - high + difference.terms[i - 1]!;
  }
  evaluateOnGrid(sum, half);
  evaluateOnGrid(difference, half);
  let found = 0;
  // The lines of the two polynomials alternate, and the sum has the lowest.
  let polynomial = sum;
  let before = sum.onGrid[0]!;
  let from = gridCosines[0]!;
  for (let step = 1; step <= searchSteps && found < order; ) {
    const value = polynomial.onGrid[step]!;
    if (value * before > 0) {
      before = value;
      from = gridCosines[step]!;
      step++;
      continue;
    }
    // The next line, of the other polynomial, may lie in the same step: it is searched from here.
    from = crossing(polynomial.terms, half, from, gridCosines[step]!, before, value);
    lines[found++] = Math.acos(Math.max(-1, Math.min(1, from)));
    polynomial = polynomial === sum ? difference : sum;
    before = valueAt(polynomial.terms, half, from);
  }
  return found === order;
}

/** The values of a polynomial on the whole grid, four at a time: such sums do not wait for each other. */
function evaluateOnGrid({ terms, onGrid }: Polynomial, half: number): void {
  for (let k = 0; k < gridCosines.length; k += 4) {
    const [a, b, c, d] = [gridCosines[k]!, gridCosines[k + 1]!, gridCosines[k + 2]!, gridCosines[k + 3]!];
    let [nextA, nextB, nextC, nextD] = [0, 0, 0, 0];
    let [lastA, lastB, lastC, lastD] = [0, 0, 0, 0];
    for (let i = 0; i < half; i++) {
      const term = terms[i]!;
      const hereA = term + 2 * a * nextA - lastA;
      const hereB = term + 2 * b * nextB - lastB;
      const hereC = term + 2 * c * nextC - lastC;
      const hereD = term + 2 * d * nextD - lastD;
      lastA = nextA;
      lastB = nextB;
      lastC = nextC;
      lastD = nextD;
      nextA = hereA;
      nextB = hereB;
      nextC = hereC;
      nextD = hereD;
    }
    const end = terms[half]! / 2;
    onGrid[k] = end + a * nextA - lastA;
    onGrid[k + 1] = end + b * nextB - lastB;
    onGrid[k + 2] = end + c * nextC - lastC;
    onGrid[k + 3] = end + d * nextD - lastD;
  }
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

/** Where a polynomial is zero between two places of opposite sign: false position, in the Illinois way (Dowell and Jarratt, 1971). */
function crossing(
  terms: Float64Array,
  half: number,
  from: number,
  to: number,
  valueFrom: number,
  valueTo: number,
): number {
  let [high, low, above, below] = [from, to, valueFrom, valueTo];
  let side = 0;
  for (let i = 0; i < refinements && above !== below; i++) {
    const middle = (high * below - low * above) / (below - above);
    const value = valueAt(terms, half, middle);
    if (value * above > 0) {
      high = middle;
      above = value;
      if (side === 1) below /= 2;
      side = 1;
    } else {
      low = middle;
      below = value;
      if (side === -1) above /= 2;
      side = -1;
    }
  }
  return above === below ? high : (high * below - low * above) / (below - above);
}

/** The prediction filter that has these line frequencies. */
export function filterFromLines(lines: Float64Array, coefficients: Float64Array, scratch: LineScratch): void {
  filterFromCosines(lines.map(Math.cos), coefficients, scratch);
}

/**
 * The same from the cosines of the lines. Straight lines between the cosines of two filters are stable filters too,
 * which spares a cosine for each line and step.
 */
export function filterFromCosines(cosines: Float64Array, coefficients: Float64Array, scratch: LineScratch): void {
  const order = cosines.length;
  const [sum, difference] = [scratch.sum.terms, scratch.difference.terms];
  multiplied(cosines, 0, sum);
  multiplied(cosines, 1, difference);
  coefficients[0] = 1;
  for (let i = 1; i <= order / 2; i++) {
    const low = sum[i]! + sum[i - 1]!;
    const high = difference[i]! - difference[i - 1]!;
    coefficients[i] = (low + high) / 2;
    coefficients[order + 1 - i] = (low - high) / 2;
  }
}

/** Product of the quadratics of every second line from `first`: its first half, for the other is the same backwards. */
function multiplied(cosines: Float64Array, first: number, product: Float64Array): void {
  const half = cosines.length / 2;
  product[0] = 1;
  for (let k = 1; k <= half; k++) {
    const linear = -2 * cosines[first + 2 * (k - 1)]!;
    product[k] = linear * product[k - 1]! + (k > 1 ? 2 * product[k - 2]! : 0);
    for (let i = k - 1; i >= 2; i--) product[i] = product[i]! + linear * product[i - 1]! + product[i - 2]!;
    if (k > 1) product[1] = product[1]! + linear;
  }
}
