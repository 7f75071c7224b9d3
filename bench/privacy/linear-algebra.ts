/** A square matrix, row by row. */
export type Matrix = Float64Array;

/**
 * Eigenvalues, largest first, and eigenvectors (as rows) of a symmetric matrix: Householder tridiagonalisation and
 * implicit QL (tred2 and tqli of EISPACK; Martin, Reinsch and Wilkinson, 1968).
 */
export function eigen(matrix: Matrix, n: number): { values: Float64Array; vectors: Float64Array[] } {
  const a = matrix.slice();
  const diagonal = new Float64Array(n);
  const beside = new Float64Array(n);
  tridiagonalise(a, n, diagonal, beside);
  iterate(a, n, diagonal, beside);
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => diagonal[j]! - diagonal[i]!);
  return {
    values: Float64Array.from(order, (i) => diagonal[i]!),
    vectors: order.map((i) => Float64Array.from({ length: n }, (_, row) => a[row * n + i]!)),
  };
}

function tridiagonalise(a: Matrix, n: number, d: Float64Array, e: Float64Array): void {
  for (let i = n - 1; i > 0; i--) {
    let h = 0;
    let scale = 0;
    for (let k = 0; k < i; k++) scale += Math.abs(a[i * n + k]!);
    if (i === 1 || scale === 0) {
      e[i] = a[i * n + i - 1]!;
    } else {
      for (let k = 0; k < i; k++) {
        a[i * n + k] = a[i * n + k]! / scale;
        h += a[i * n + k]! ** 2;
      }
      let f = a[i * n + i - 1]!;
      const g = f >= 0 ? -Math.sqrt(h) : Math.sqrt(h);
      e[i] = scale * g;
      h -= f * g;
      a[i * n + i - 1] = f - g;
      f = 0;
      for (let j = 0; j < i; j++) {
        a[j * n + i] = a[i * n + j]! / h;
        let sum = 0;
        for (let k = 0; k <= j; k++) sum += a[j * n + k]! * a[i * n + k]!;
        for (let k = j + 1; k < i; k++) sum += a[k * n + j]! * a[i * n + k]!;
        e[j] = sum / h;
        f += e[j]! * a[i * n + j]!;
      }
      const hh = f / (h + h);
      for (let j = 0; j < i; j++) {
        const fj = a[i * n + j]!;
        const gj = e[j]! - hh * fj;
        e[j] = gj;
        for (let k = 0; k <= j; k++) a[j * n + k] = a[j * n + k]! - (fj * e[k]! + gj * a[i * n + k]!);
      }
    }
    d[i] = h;
  }
  d[0] = 0;
  e[0] = 0;
  for (let i = 0; i < n; i++) {
    if (d[i] !== 0) {
      for (let j = 0; j < i; j++) {
        let sum = 0;
        for (let k = 0; k < i; k++) sum += a[i * n + k]! * a[k * n + j]!;
        for (let k = 0; k < i; k++) a[k * n + j] = a[k * n + j]! - sum * a[k * n + i]!;
      }
    }
    d[i] = a[i * n + i]!;
    a[i * n + i] = 1;
    for (let j = 0; j < i; j++) {
      a[j * n + i] = 0;
      a[i * n + j] = 0;
    }
  }
}

function iterate(z: Matrix, n: number, d: Float64Array, e: Float64Array): void {
  for (let i = 1; i < n; i++) e[i - 1] = e[i]!;
  e[n - 1] = 0;
  for (let l = 0; l < n; l++) {
    for (let turn = 0; turn < 60; turn++) {
      let m = l;
      while (m < n - 1 && Math.abs(e[m]!) > 1e-15 * (Math.abs(d[m]!) + Math.abs(d[m + 1]!))) m++;
      if (m === l) break;
      rotate(z, n, d, e, l, m);
    }
  }
}

/** One implicit QL sweep between rows l and m. */
function rotate(z: Matrix, n: number, d: Float64Array, e: Float64Array, l: number, m: number): void {
  let g = (d[l + 1]! - d[l]!) / (2 * e[l]!);
  let r = Math.hypot(g, 1);
  g = d[m]! - d[l]! + e[l]! / (g + (g >= 0 ? r : -r));
  let [s, c, p] = [1, 1, 0];
  for (let i = m - 1; i >= l; i--) {
    const f = s * e[i]!;
    const b = c * e[i]!;
    r = Math.hypot(f, g);
    e[i + 1] = r;
    if (r === 0) {
      d[i + 1] = d[i + 1]! - p;
      e[m] = 0;
      return;
    }
    s = f / r;
    c = g / r;
    g = d[i + 1]! - p;
    r = (d[i]! - g) * s + 2 * c * b;
    p = s * r;
    d[i + 1] = g + p;
    g = c * r - b;
    for (let k = 0; k < n; k++) {
      const next = z[k * n + i + 1]!;
      const here = z[k * n + i]!;
      z[k * n + i + 1] = s * here + c * next;
      z[k * n + i] = c * here - s * next;
    }
  }
  d[l] = d[l]! - p;
  e[l] = g;
  e[m] = 0;
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

export function meanOf(rows: readonly Float64Array[]): Float64Array {
  const mean = new Float64Array(rows[0]!.length);
  for (const row of rows) for (let i = 0; i < mean.length; i++) mean[i] = mean[i]! + row[i]! / rows.length;
  return mean;
}
