/** Limits and settings of the pipeline, each with its unit in its name. A change here is a change of `pipelineVersion`. */
export const pipelineVersion = "1.0.0";

export const limits = {
  uploadBytes: 1_000_000_000,
  shortestSeconds: 3,
  longestSeconds: 3 * 60 * 60,
  lowestSampleRateHz: 8_000,
  highestSampleRateHz: 48_000,
  channels: 2,
  /** A file that holds less than this share of the length its header announces was cut off on its way. */
  leastShareOfAnnounced: 0.5,
  leastSpeechSeconds: 2,
  leastSpeechRatio: 0.02,
  /** Two channels that are this much alike are one mixed channel, copied: neither party can be removed. */
  sameChannelLikeness: 0.95,
  transcriptWords: 100_000,
  transcriptWordCharacters: 100,
  transcriptSegmentCharacters: 5_000,
  transcriptCharacters: 2_000_000,
  channelPeaks: 400,
  clipPeaks: 120,
} as const;

/** Wall clocks, in milliseconds: a file that needs longer is refused as damaged, its thread is terminated. */
export const clocks = {
  startMs: 30_000,
  probeMs: 30_000,
  /** For a large upload; a small one gets less: the base, and so much for each megabyte of it. */
  decodeMs: 240_000,
  decodeBaseMs: 60_000,
  decodeMsPerMegabyte: 20_000,
  encodeClipMs: 30_000,
  recordingMs: 1_800_000,
  /** All that services outside are asked about one recording. */
  servicesMs: 1_500_000,
} as const;

export const decoding = { version: "1" } as const;

export const voiceActivity = {
  version: "4",
  hopSeconds: 0.01,
  chanceFrames: 4,
  closedFrames: 22,
  shortestFrames: 10,
  beforeFrames: 2,
  afterFrames: 8,
  floorWindowFrames: 500,
  floorStepFrames: 100,
  leastLevelDb: -65,
  belowTalkerDb: 26,
  /** Above the floors of its bands, on average, a frame of speech rises this far: more in a restless background. */
  leastExcessDb: 3,
  mostLeastExcessDb: 11,
  calmDb: 1.5,
  restlessness: 3,
  mostExcessDb: 20,
  backgroundDb: 6,
} as const;

/** Syllables are counted as peaks of the level, with a dip before each. */
export const speechRate = {
  version: "1",
  dipDb: 2.5,
  smoothedFrames: 5,
  belowLoudDb: 25,
  /** How many bands from 400 Hz on hold the nuclei. */
  nucleusBands: 4,
  leastSpeechSeconds: 3,
} as const;

/** Runs of one and the same value: no microphone gives them. */
export const level = {
  silentRunSeconds: 0.02,
  shortestDropoutSeconds: 0.005,
  longestDropoutSeconds: 0.4,
  /** What is on both sides of a dropout is at most this far below the channel's speech. */
  besideDropoutDb: 20,
  besideSeconds: 0.005,
  /** It begins with a jump of at least this share of the speech's effective value. */
  leastJump: 0.5,
} as const;

/** The other party on a party's channel: an echo is as loud as they are, some time later, and quieter. */
export const crosstalk = {
  version: "1",
  hopSeconds: 0.02,
  mostDelaySeconds: 0.5,
  /** Frames of the other party within this of their loud speech are looked at. */
  belowLoudDb: 15,
  /** Frames this close to the party's own loud speech are theirs. */
  ownSpeechDb: 6,
  leastFrames: 75,
  /** How much the level on the channel must move with the other party's to be theirs, as a correlation. */
  leastLikeness: 0.5,
  /** So close under the party's own voice the words of the other can be understood: such a side alone is not taken. */
  refusedFromDb: -20,
  refusedFromLikeness: 0.6,
} as const;

/** Where a party speaks, for the disguise and the clips: voice activity and transcript words, padded and joined. */
export const stretches = { padSeconds: 0.15, joinSeconds: 0.3, longestSeconds: 20 } as const;

/** How a channel is sent to a recogniser: in parts that stay under the 25 MB that services take. */
export const recogniser = { version: "1", longestPartSeconds: 600 } as const;

export const redaction = { version: "2" } as const;

export const outsideRedaction = { version: "1" } as const;

export const bleep = {
  version: "1",
  beforeSeconds: 0.08,
  afterSeconds: 0.12,
  joinSeconds: 0.2,
  /** Word times that were spread over a segment are guesses: such a word is bleeped with this margin on both sides. */
  guessedMarginSeconds: 0.6,
  toneHz: 600,
  tonePeak: 0.06,
  fadeSeconds: 0.004,
} as const;

const pseudoSpeaker = {
  lowestPitchHz: 110,
  highestPitchHz: 190,
  /** Deviation of the pitch in octaves. */
  leastPitchSpread: 0.1,
  mostPitchSpread: 0.14,
  /** How far the steady part of a voice goes to the shared one, 0 to 1. */
  likeness: 1,
  /** This many frames are as good a reason to believe in a voice's own mean as in the shared one. */
  doubtFrames: 60,
  /** Share of the drawn moves that lines under 2 kHz make. */
  lowFreedom: 0.6,
  /** Lines closer than this ring: the narrowest pairs of a voice are opened a little. */
  closestHz: 110,
};

/**
 * Ranges from which a pseudo-speaker is drawn for each recording side, for each strength. Sizes of what is drawn: line
 * shifts, mixing and accents (for each class of sounds apart) in deviations, bends of the frequency axis as a share.
 */
export const disguise = {
  version: "pseudo-speaker-4",
  strengths: {
    light: { ...pseudoSpeaker, shift: 0.5, mixing: 0.14, bend: 0.035, accent: 0.2 },
    default: { ...pseudoSpeaker, shift: 1, mixing: 0.28, bend: 0.07, accent: 0.42 },
    strong: { ...pseudoSpeaker, shift: 1.4, mixing: 0.4, bend: 0.1, accent: 0.6 },
  },
  /** At 8 kHz there are half as many lines, all of them where words are: it takes larger moves to hide as much. */
  narrowbandStrengths: {
    light: { ...pseudoSpeaker, shift: 0.8, mixing: 0.2, bend: 0.06, accent: 0.3, lowFreedom: 0.5 },
    default: { ...pseudoSpeaker, shift: 1.4, mixing: 0.3, bend: 0.1, accent: 0.45 },
    strong: { ...pseudoSpeaker, shift: 1.8, mixing: 0.6, bend: 0.12, accent: 0.9 },
  },
  /** Outside speech the channel becomes noise no louder than this, so that the other party's echo is not left undisguised. */
  loudestHushDb: -60,
} as const;

export const clips = {
  version: "1",
  shortestSeconds: 2,
  longestSeconds: 20,
  /** A pause this long ends a clip that already holds enough. */
  pauseSeconds: 0.7,
  wantedSeconds: 8,
  longestPauseSeconds: 2,
} as const;

export const turnPauseSeconds = 1.2;

/** What is noted of a channel to know it again (compare/); docs/decisions/0012 tells the method and its figures. */
export const fingerprint = {
  version: "1",
  sampleRateHz: 8_000,
  windowSamples: 2_048,
  hopSamples: 256,
  lowestHz: 310,
  /** Each fine band's edge is this much higher than the one before. */
  fineStep: 1.01,
  fineBands: 235,
  /** 33 bands of seven fine ones each, 316 to 3,150 Hz, give 32 bits. */
  bands: 33,
  finePerBand: 7,
  /** Fine bands left over at either end: a copy that runs 1 % faster is the same picture, one fine band higher. */
  spareBands: 2,
  shifts: [0, -2, -1, 1, 2],
  /** A bit says how the difference of two neighbouring bands changes between this many frames before and after. */
  reachFrames: 2,
  /** Added to each band's energy, so that digital silence decides nothing. */
  floorEnergy: 1e6,
  /** Sound counts from this far under the channel's loud moments on. */
  belowLoudDb: 30,
  /** Bands that stay this much alike over 128 ms, on average over two seconds, are a tone or music: speech is at 0.5. */
  steadyFrom: 0.72,
  steadyWindowFrames: 63,
  /** An anchor is the frame with the surest bits within this many frames; these are looked up. */
  anchorFrames: 8,
  /** Of an anchor that is looked up, this many of its least sure bits are tried both ways: more at its own speed. */
  triedBits: 4,
  triedBitsAtOwnSpeed: 6,
} as const;

export const comparison = {
  /** Anchors that are looked up, at most, spread over the channel: it bounds the time that one comparison takes. */
  lookedUpAnchors: 300,
  /** And so many are kept of each side: three hours have no more. */
  keptAnchors: 20_000,
  /** Hits within this many frames of one another speak for the same alignment. */
  alignmentFrames: 16,
  alignments: 24,
  leastHits: 2,
  /** A code that is found more often than this says little. */
  placesOfCode: 32,
  /** Codes are compared by blocks of a second, over windows of five, at up to so many frames off the alignment. */
  blockFrames: 31,
  windowBlocks: 5,
  slackFrames: 6,
  leastComparedFrames: 40,
  /** Bit error rate up to which a window is the same sound. Different calls: see the ADR. */
  mostBitErrors: 0.33,
  sameFromShare: 0.7,
  lookFromShare: 0.2,
  /** So much is looked at whatever its share: more than machines say to everybody. */
  lookFromSeconds: 60,
  leastSpeechSeconds: 4,
  /** A recording that repeats itself does so after two seconds at the soonest. */
  leastLagFrames: 62,
  mostRepeats: 10,
} as const;
