import { expect, test } from "vitest";
import { fourierTransform } from "./fourier.ts";

test("the fast transform agrees with the definition", () => {
  const size = 16;
  const signal = Array.from({ length: size }, (_, i) => Math.sin(i * 1.3) + 0.2 * i);
  const other = Array.from({ length: size }, (_, i) => Math.cos(i * 0.7));
  const re = Float64Array.from(signal);
  const im = Float64Array.from(other);
  fourierTransform(re, im);
  for (let k = 0; k < size; k++) {
    let real = 0;
    let imaginary = 0;
    for (let n = 0; n < size; n++) {
      const angle = (-2 * Math.PI * k * n) / size;
      real += signal[n]! * Math.cos(angle) - other[n]! * Math.sin(angle);
      imaginary += signal[n]! * Math.sin(angle) + other[n]! * Math.cos(angle);
    }
    expect(re[k]).toBeCloseTo(real, 9);
    expect(im[k]).toBeCloseTo(imaginary, 9);
  }
});
