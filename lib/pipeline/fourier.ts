interface Tables {
  cosines: Float64Array;
  sines: Float64Array;
  reversed: Uint32Array;
}

const known = new Map<number, Tables>();

function tablesOf(size: number): Tables {
  const there = known.get(size);
  if (there) return there;
  const cosines = new Float64Array(size / 2);
  const sines = new Float64Array(size / 2);
  for (let i = 0; i < size / 2; i++) {
    cosines[i] = Math.cos((2 * Math.PI * i) / size);
    sines[i] = -Math.sin((2 * Math.PI * i) / size);
  }
  const reversed = new Uint32Array(size);
  for (let i = 1; i < size; i++) reversed[i] = (reversed[i >> 1]! >> 1) | (i & 1 ? size >> 1 : 0);
  const made = { cosines, sines, reversed };
  known.set(size, made);
  return made;
}

/**
 * Forward Fourier transform in place, radix 2; the length is a power of two. Two real signals fit into one transform,
 * one as the real and one as the imaginary part.
 */
export function fourierTransform(re: Float64Array, im: Float64Array): void {
  const size = re.length;
  const tables = tablesOf(size);
  const { reversed } = tables;
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
  // The first rounds multiply by 1 and -i only, which takes no multiplication; an odd number of rounds begins with one alone.
  const isOdd = Math.clz32(size) % 2 === 0;
  if (isOdd) singleRound(re, im);
  else if (size > 1) firstTwoRounds(re, im);
  for (let half = isOdd ? 2 : 4; half < size; half <<= 2) twoRounds(re, im, half, tables);
}

function singleRound(re: Float64Array, im: Float64Array): void {
  for (let a = 0; a < re.length; a += 2) {
    const b = a + 1;
    const real = re[b]!;
    const imaginary = im[b]!;
    re[b] = re[a]! - real;
    im[b] = im[a]! - imaginary;
    re[a] = re[a]! + real;
    im[a] = im[a]! + imaginary;
  }
}

function firstTwoRounds(re: Float64Array, im: Float64Array): void {
  for (let p = 0; p < re.length; p += 4) {
    const sumRe = re[p]! + re[p + 1]!;
    const sumIm = im[p]! + im[p + 1]!;
    const differenceRe = re[p]! - re[p + 1]!;
    const differenceIm = im[p]! - im[p + 1]!;
    const upperRe = re[p + 2]! + re[p + 3]!;
    const upperIm = im[p + 2]! + im[p + 3]!;
    const laterRe = re[p + 2]! - re[p + 3]!;
    const laterIm = im[p + 2]! - im[p + 3]!;
    re[p] = sumRe + upperRe;
    im[p] = sumIm + upperIm;
    re[p + 1] = differenceRe + laterIm;
    im[p + 1] = differenceIm - laterRe;
    re[p + 2] = sumRe - upperRe;
    im[p + 2] = sumIm - upperIm;
    re[p + 3] = differenceRe - laterIm;
    im[p + 3] = differenceIm + laterRe;
  }
}

/** Two rounds of butterflies at once: the same operations on the same numbers, with half as many trips to memory. */
function twoRounds(re: Float64Array, im: Float64Array, half: number, { cosines, sines }: Tables): void {
  const size = re.length;
  const step = size / (4 * half);
  for (let j = 0; j < half; j++) {
    const c = cosines[2 * j * step]!;
    const s = sines[2 * j * step]!;
    const cosine = cosines[j * step]!;
    const sine = sines[j * step]!;
    const cosineLater = cosines[(j + half) * step]!;
    const sineLater = sines[(j + half) * step]!;
    for (let p = j; p < size; p += 4 * half) {
      const q = p + half;
      const r = q + half;
      const t = r + half;
      const qRe = re[q]! * c - im[q]! * s;
      const qIm = re[q]! * s + im[q]! * c;
      const tRe = re[t]! * c - im[t]! * s;
      const tIm = re[t]! * s + im[t]! * c;
      const sumRe = re[p]! + qRe;
      const sumIm = im[p]! + qIm;
      const differenceRe = re[p]! - qRe;
      const differenceIm = im[p]! - qIm;
      const upperRe = re[r]! + tRe;
      const upperIm = im[r]! + tIm;
      const laterRe = re[r]! - tRe;
      const laterIm = im[r]! - tIm;
      const turnedRe = upperRe * cosine - upperIm * sine;
      const turnedIm = upperRe * sine + upperIm * cosine;
      const laterTurnedRe = laterRe * cosineLater - laterIm * sineLater;
      const laterTurnedIm = laterRe * sineLater + laterIm * cosineLater;
      re[p] = sumRe + turnedRe;
      im[p] = sumIm + turnedIm;
      re[r] = sumRe - turnedRe;
      im[r] = sumIm - turnedIm;
      re[q] = differenceRe + laterTurnedRe;
      im[q] = differenceIm + laterTurnedIm;
      re[t] = differenceRe - laterTurnedRe;
      im[t] = differenceIm - laterTurnedIm;
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
