/**
 * Mean and deviation of the line frequencies, in Hz, of a voice that is nobody's: averages over 22 synthetic voices that
 * no figure of bench/privacy is measured on. Speakers are moved here before a pseudo-speaker is drawn around it.
 */
const wideband = {
  means: [
    340, 521, 820, 1_309, 1_681, 2_066, 2_550, 2_866, 3_279, 3_611, 3_962, 4_311, 4_737, 5_169, 5_616, 6_034, 6_455,
    6_824, 7_173, 7_570,
  ],
  deviations: [88, 169, 230, 265, 323, 285, 192, 202, 207, 212, 241, 263, 212, 132, 96, 85, 83, 81, 78, 74],
};
const narrowband = {
  means: [332, 497, 774, 1_266, 1_629, 2_010, 2_502, 2_793, 3_211, 3_538],
  deviations: [83, 154, 198, 251, 309, 243, 161, 136, 121, 118],
};

/** In radians at the given rate (8,000 or 16,000), as many lines as a tract has there. */
export function sharedVoice(sampleRateHz: number): { means: readonly number[]; deviations: readonly number[] } {
  const known = { 8000: narrowband, 16000: wideband }[sampleRateHz];
  if (!known) throw new RangeError(`No shared voice for ${sampleRateHz} Hz: the pipeline works at 8,000 and 16,000.`);
  const { means, deviations } = known;
  const radians = (hz: number) => (2 * Math.PI * hz) / sampleRateHz;
  return { means: means.map(radians), deviations: deviations.map(radians) };
}
