/** Roots of a polynomial; kept between frames, since the roots of one frame are a good guess for the next. */
export interface Roots {
  re: Float64Array;
  im: Float64Array;
  warm: boolean;
  /** Which roots have settled in the current run. */
  settled: Uint8Array;
}

export function rootsOf(order: number): Roots {
  return { re: new Float64Array(order), im: new Float64Array(order), warm: false, settled: new Uint8Array(order) };
}

const warmRounds = 24;
const coldRounds = 120;
/** Convergence is cubic: after a step of a thousandth the error is a billionth. */
const smallStep = 1e-3 ** 2;

/** Finds all roots of z^p + c[1] z^(p-1) + … + c[p] with real c (Aberth 1973, Ehrlich 1967). False if it did not settle. */
export function findRoots(coefficients: Float64Array, roots: Roots): boolean {
  if (roots.warm && settle(coefficients, roots, warmRounds)) return true;
  const order = roots.re.length;
  for (let k = 0; k < order; k++) {
    // Off the axes and not symmetric, so that real roots can be found too.
    roots.re[k] = 0.9 * Math.cos((2 * Math.PI * (k + 0.37)) / order);
    roots.im[k] = 0.9 * Math.sin((2 * Math.PI * (k + 0.37)) / order);
  }
  roots.warm = settle(coefficients, roots, coldRounds);
  return roots.warm;
}

function settle(c: Float64Array, { re, im, settled }: Roots, rounds: number): boolean {
  const order = re.length;
  settled.fill(0);
  for (let round = 0; round < rounds; round++) {
    let longest = 0;
    for (let k = 0; k < order; k++) {
      if (settled[k] === 1) continue;
      const x = re[k]!;
      const y = im[k]!;
      // Horner for the polynomial p and its derivative d.
      let pr = 1;
      let pi = 0;
      let dr = 0;
      let di = 0;
      for (let j = 1; j <= order; j++) {
        const nextDr = dr * x - di * y + pr;
        di = dr * y + di * x + pi;
        dr = nextDr;
        const nextPr = pr * x - pi * y + c[j]!;
        pi = pr * y + pi * x;
        pr = nextPr;
      }
      const d2 = dr * dr + di * di + 1e-300;
      const nr = (pr * dr + pi * di) / d2;
      const ni = (pi * dr - pr * di) / d2;
      // The Newton step, bent away from the other roots.
      let sr = 0;
      let si = 0;
      for (let j = 0; j < order; j++) {
        const ux = x - re[j]!;
        const uy = y - im[j]!;
        const inverse = 1 / (ux * ux + uy * uy + 1e-300);
        if (j !== k) {
          sr += ux * inverse;
          si -= uy * inverse;
        }
      }
      const qr = 1 - (nr * sr - ni * si);
      const qi = -(nr * si + ni * sr);
      const q2 = qr * qr + qi * qi + 1e-300;
      const stepR = (nr * qr + ni * qi) / q2;
      const stepI = (ni * qr - nr * qi) / q2;
      re[k] = x - stepR;
      im[k] = y - stepI;
      const step = stepR * stepR + stepI * stepI;
      if (step > longest) longest = step;
      if (step < smallStep) settled[k] = 1;
    }
    if (longest < smallStep) return true;
    if (Number.isNaN(longest)) return false;
  }
  return false;
}
