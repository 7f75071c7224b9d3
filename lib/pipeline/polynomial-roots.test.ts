import { expect, test } from "vitest";
import { findRoots, rootsOf } from "./polynomial-roots.ts";

type Root = { re: number; im: number };
const inOrder = (x: Root, y: Root) => Math.round((x.re - y.re) * 1e3) || x.im - y.im;

test("finds real roots and pairs, cold and from the roots of the frame before", () => {
  const roots = rootsOf(4);
  // (z - 0.5)(z + 0.9)(z² - 1.2 z + 0.72)
  const product = (pair: [number, number]) => {
    const [a, b] = pair;
    return Float64Array.from([1, a + 0.4, b + 0.4 * a - 0.45, 0.4 * b - 0.45 * a, -0.45 * b]);
  };
  for (const pair of [
    [-1.2, 0.72],
    [-1.1, 0.7],
  ] as [number, number][]) {
    expect(findRoots(product(pair), roots)).toBe(true);
    const found = [...roots.re].map((re, k) => ({ re, im: roots.im[k]! })).sort(inOrder);
    const real = -pair[0] / 2;
    const imaginary = Math.sqrt(pair[1] - real * real);
    const wanted = [
      { re: -0.9, im: 0 },
      { re: 0.5, im: 0 },
      { re: real, im: -imaginary },
      { re: real, im: imaginary },
    ].sort(inOrder);
    for (const [k, root] of wanted.entries()) {
      expect(found[k]!.re).toBeCloseTo(root.re, 6);
      expect(found[k]!.im).toBeCloseTo(root.im, 6);
    }
  }
});
