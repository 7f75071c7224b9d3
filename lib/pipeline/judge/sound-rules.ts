/**
 * Music and tones among what rises above the background (a change is one of voiceActivity's version, too); frames of 32 ms of sound at 8 kHz, onsets of 20 ms.
 */
export const music = {
  version: "1",
  windowSamples: 1_024,
  hopSamples: 256,
  /** Lines of the spectrum are compared with those this many frames later. */
  reachFrames: 4,
  /** And are what rises above the mean of so many bins to either side. */
  shapeBins: 8,
  floorPower: 1e5,
  belowLoudDb: 30,
  aroundFrames: 33,
  leastAround: 5,
  /** Speech: 0.17 on average, at most 0.4 over three seconds; music 0.6 to 1. */
  surelyHeld: 0.65,
  perhapsHeld: 0.5,
  leastFrames: 78,
  mostPauseFrames: 30,
  beatWindowOnsets: 300,
  beatStepOnsets: 50,
  shortestBeatOnsets: 12,
  longestBeatOnsets: 100,
  /** Speech reaches 0.5, over music at its own level 0.87. */
  surelyBeat: 0.88,
  perhapsBeat: 0.7,
} as const;

/** Samples that were cut off heap up at one level; all widths are shares of that level. */
export const clipping = {
  /** A channel that never gets this loud, as a share of full scale, is not clipped. */
  quietPeak: 0.05,
  /**
   * How far around the level a heap is looked for, how many times what the levels below it foretell it must hold, how
   * many samples, and at most what share of what was cut off may be louder: flat tops that were kept,
   */
  narrow: { width: 0.004, leastSurplus: 2.2, leastHeap: 12, mostAbove: 0.02 },
  /** and such that resampling or a codec has bumped. */
  wide: { leastSurplus: 2, leastHeap: 80, mostAbove: 0.3 },
  wideWidths: [0.02, 0.05, 0.1],
  lowestLimit: 0.6,
  limitStep: 0.005,
  fittedRange: 0.35,
} as const;
