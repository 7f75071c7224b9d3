/**
 * Sixteen classes of sounds, as hundredths of a deviation of each line frequency from the mean of its recording: the
 * means of a Gaussian mixture over 28 synthetic voices that no figure is measured on (bench/privacy/learn-shared-voice.ts).
 */
const wideband = [
  [-130, -121, -123, -60, 40, -11, 2, -26, 28, 23, 36, 33, 50, 49, 52, 17, 28, 16, 25, 33],
  [-123, -113, -1, 14, 21, 40, 19, 50, 47, 51, 69, 89, 89, 75, 53, 35, 1, -3, 52, 45],
  [-83, -108, -52, 82, 76, 59, 7, 3, 1, -32, -45, -39, -25, -15, -30, -33, -32, -34, 11, 19],
  [-67, -91, -133, 59, 128, 51, 37, -17, -25, -41, -84, -99, -121, -109, -74, -24, 18, -80, -85, -17],
  [-45, -64, 1, -50, -45, 12, -21, 20, 2, 5, 17, 42, 50, 53, 32, 15, -8, 0, 35, 31],
  [-24, -46, -91, -43, 61, 44, 15, -16, -33, -14, -32, -51, -50, -53, -42, -38, -44, -52, 5, 1],
  [-19, -43, -79, 54, -29, -40, -102, -117, -4, -82, -74, -82, -45, -30, -25, -13, 4, -24, -41, 0],
  [-16, 7, 76, 75, 57, 81, 96, 116, 143, 140, 153, 152, 125, 84, 93, 89, 6, -70, 26, 69],
  [0, 5, -69, -17, 48, -47, -61, -104, -131, -55, -88, -113, -155, -170, -141, -127, -87, 6, 41, -42],
  [7, -9, -11, -49, -85, -61, -96, -20, -52, -46, -33, -11, 0, 2, -9, -19, -23, -6, 6, 8],
  [19, 15, -47, -4, -38, -80, -88, -111, -97, -52, -85, -98, -100, -86, -67, -48, 43, 88, -42, -91],
  [28, -7, -34, 0, -71, -60, -101, -101, -36, -95, -96, -113, -77, -62, -39, -4, 103, 67, -113, -113],
  [44, 94, 112, 57, 67, 60, 55, 74, 60, 74, 84, 80, 74, 86, 71, 49, 24, 19, 50, 37],
  [55, 70, -6, -65, -91, -161, -44, -84, -76, -67, -102, -106, -116, -94, -100, -81, -54, 36, -23, -51],
  [67, 19, -30, -145, -184, -26, 46, -20, -85, -123, -79, -64, -29, -22, -9, 7, 56, 49, -57, -59],
  [147, 165, 184, 144, 124, 142, 135, 152, 158, 162, 164, 145, 115, 73, 80, 78, -16, -63, -9, 37],
];
const narrowband = [
  [-125, -113, 22, 10, 8, 21, -5, 37, 20, 28],
  [-114, -111, -113, -83, 49, 7, -4, -14, -32, 29],
  [-83, -105, -79, 70, 154, 131, 82, 83, 38, -8],
  [-52, -73, -151, 64, 103, 3, 28, -103, 90, 4],
  [-25, -63, -9, -22, -85, -21, -134, 19, -33, -57],
  [-18, -17, -64, 17, 73, 15, 33, -45, 65, 47],
  [7, -36, -92, 96, 7, 13, -71, -78, 36, -67],
  [12, -49, -77, 77, -13, 22, -12, 156, 57, 3],
  [12, -32, -33, -93, -65, -7, -41, 25, -49, -10],
  [19, 27, -45, -8, 12, -62, -48, -99, -124, 42],
  [34, 23, -55, 30, -41, -90, -65, -149, 51, -52],
  [46, 65, 47, -46, -37, -97, -133, -28, -139, 24],
  [55, 70, 27, 7, -15, -49, -18, -48, 27, 2],
  [68, 114, 131, 74, 74, 69, 53, 71, 33, 53],
  [81, 110, 24, -79, -121, -208, 58, -31, 19, -16],
  [88, 30, -24, -141, -178, 5, 54, -7, -94, -120],
];

/** How sharply classes are told apart: half the inverse variance within them, lessened so that frames glide between. */
const sharpness = 0.32;

/** Which sounds there are, whoever makes them; a frame belongs to each class by a share, and the shares add up to 1. */
export interface SoundClasses {
  count: number;
  /** Mean of each class, one after the other, in deviations from the mean of a voice. */
  means: Float64Array;
  /** Writes the shares of one frame, given in deviations from the mean of its voice. */
  share(frame: Float64Array, shares: Float64Array): void;
}

export function soundClasses(order: number): SoundClasses {
  const known = { 10: narrowband, 20: wideband }[order];
  if (!known) throw new RangeError(`No classes of sounds for ${order} lines.`);
  const means = Float64Array.from(known.flat(), (hundredths) => hundredths / 100);
  const count = known.length;
  return {
    count,
    means,
    share(frame, shares) {
      let nearest = Number.POSITIVE_INFINITY;
      for (let k = 0, at = 0; k < count; k++) {
        let distance = 0;
        for (let i = 0; i < order; i++, at++) distance += (frame[i]! - means[at]!) ** 2;
        shares[k] = distance;
        nearest = Math.min(nearest, distance);
      }
      let sum = 0;
      for (let k = 0; k < count; k++) {
        shares[k] = Math.exp(sharpness * (nearest - shares[k]!));
        sum += shares[k]!;
      }
      for (let k = 0; k < count; k++) shares[k] = shares[k]! / sum;
    },
  };
}
