/**
 * Mean and deviation of the line frequencies, in Hz, of a voice that is nobody's: averages over 28 synthetic voices that
 * no figure is measured on (bench/privacy/learn-shared-voice.ts). Speakers are moved here before a pseudo-speaker is
 * drawn around it.
 */
const wideband = {
  means: [
    338, 520, 814, 1_325, 1_685, 2_070, 2_543, 2_852, 3_287, 3_630, 3_980, 4_319, 4_726, 5_161, 5_609, 6_028, 6_449,
    6_822, 7_175, 7_572,
  ],
  deviations: [86, 168, 234, 254, 314, 283, 193, 212, 205, 201, 228, 253, 220, 141, 99, 86, 82, 82, 78, 72],
};
const narrowband = {
  means: [332, 510, 798, 1_297, 1_650, 2_037, 2_498, 2_806, 3_233, 3_579],
  deviations: [77, 154, 201, 223, 281, 227, 150, 141, 114, 100],
};

/** In radians at the given rate (8,000 or 16,000), as many lines as a tract has there. */
export function sharedVoice(sampleRateHz: number): { means: readonly number[]; deviations: readonly number[] } {
  const known = { 8000: narrowband, 16000: wideband }[sampleRateHz];
  if (!known) throw new RangeError(`No shared voice for ${sampleRateHz} Hz: the pipeline works at 8,000 and 16,000.`);
  const { means, deviations } = known;
  const radians = (hz: number) => (2 * Math.PI * hz) / sampleRateHz;
  return { means: means.map(radians), deviations: deviations.map(radians) };
}
