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
  decodeMs: 240_000,
  encodeClipMs: 30_000,
  recordingMs: 1_800_000,
} as const;

export const voiceActivity = {
  version: "1",
  hopSeconds: 0.01,
  hangoverFrames: 20,
  shortestFrames: 26,
  floorWindowFrames: 500,
  floorStepFrames: 100,
  leastLevelDb: -65,
  belowTalkerDb: 26,
  aboveFloorDb: 9,
  aboveFloorIfTonalDb: 4,
  tonalCrestDb: 6.5,
} as const;

/** Where a party speaks, for the disguise and the clips: voice activity and transcript words, padded and joined. */
export const stretches = { padSeconds: 0.15, joinSeconds: 0.3, longestSeconds: 20 } as const;

export const redaction = { version: "2" } as const;

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
  /** Sizes of what is drawn: line shifts and mixing in deviations, bends of the frequency axis as a share. */
  shift: 1.4,
  mixing: 0.65,
  bend: 0.1,
  /** Share of the drawn moves that lines under 2 kHz make. */
  lowFreedom: 0.6,
  /** Lines closer than this ring: the narrowest pairs of a voice are opened a little. */
  closestHz: 110,
};

/** Ranges from which a pseudo-speaker is drawn for each recording side, for each strength. */
export const disguise = {
  version: "pseudo-speaker-1",
  strengths: {
    light: { ...pseudoSpeaker, shift: 0.8, mixing: 0.4, bend: 0.06, lowFreedom: 0.5 },
    default: pseudoSpeaker,
    strong: { ...pseudoSpeaker, shift: 1.8, mixing: 0.9, bend: 0.12 },
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
