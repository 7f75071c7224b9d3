interface Tables {
  cosines: Float64Array;
  sines: Float64Array;
  reversed: Uint32Array;
}

const tables = new Map<number, Tables>();

function tablesOf(size: number): Tables {
  const known = tables.get(size);
  if (known) return known;
  const cosines = new Float64Array(size / 2);
  const sines = new Float64Array(size / 2);
  for (let i = 0; i < size / 2; i++) {
    cosines[i] = Math.cos((2 * Math.PI * i) / size);
    sines[i] = -Math.sin((2 * Math.PI * i) / size);
  }
  const reversed = new Uint32Array(size);
  for (let i = 1; i < size; i++) reversed[i] = (reversed[i >> 1]! >> 1) | (i & 1 ? size >> 1 : 0);
  const made = { cosines, sines, reversed };
  tables.set(size, made);
  return made;
}

/**
 * Forward Fourier transform in place, radix 2; the length is a power of two. Two real signals fit into one transform,
 * one as the real and one as the imaginary part.
 */
export function fourierTransform(re: Float64Array, im: Float64Array): void {
  const size = re.length;
  const { cosines, sines, reversed } = tablesOf(size);
  for (let i = 0; i < size; i++) {
    const j = reversed[i]!;
    if (j > i) {
      const real = re[i]!;
      re[i] = re[j]!;
      re[j] = real;
      const imaginary = im[i]!;
      im[i] = im[j]!;
      im[j] = imaginary;
    }
  }
  // The first round multiplies by 1 only.
  for (let a = 0; a < size; a += 2) {
    const b = a + 1;
    const real = re[b]!;
    const imaginary = im[b]!;
    re[b] = re[a]! - real;
    im[b] = im[a]! - imaginary;
    re[a] = re[a]! + real;
    im[a] = im[a]! + imaginary;
  }
  for (let half = 2, step = size >> 2; half < size; half <<= 1, step >>= 1) {
    for (let j = 0, k = 0; j < half; j++, k += step) {
      const cosine = cosines[k]!;
      const sine = sines[k]!;
      for (let a = j; a < size; a += half << 1) {
        const b = a + half;
        const real = re[b]! * cosine - im[b]! * sine;
        const imaginary = re[b]! * sine + im[b]! * cosine;
        re[b] = re[a]! - real;
        im[b] = im[a]! - imaginary;
        re[a] = re[a]! + real;
        im[a] = im[a]! + imaginary;
      }
    }
  }
}

const windows = new Map<number, Float64Array>();

/** The Hann window of a length; shared, so not to be written to. */
export function hann(length: number): Float64Array {
  const known = windows.get(length);
  if (known) return known;
  const made = Float64Array.from({ length }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / length));
  windows.set(length, made);
  return made;
}
