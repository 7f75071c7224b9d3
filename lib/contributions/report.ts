import { z } from "zod";

const party = z.enum(["a", "b"]);
const number = z.number();
const doubt = z.object({
  party,
  startSeconds: number,
  endSeconds: number,
  kind: z.string(),
  score: number,
  struck: z.boolean(),
  text: z.string().nullable().default(null),
});
const channelQuality = z.object({
  party,
  speechDbfs: number.nullable(),
  peakDbfs: number.nullable(),
  dcOffset: number,
  digitalSilenceRatio: number,
  dropouts: number,
  syllablesPerSecond: number.nullable(),
  wordsPerMinute: number.nullable(),
  musicSeconds: number.catch(0).default(0),
  perhapsMusicSeconds: number.catch(0).default(0),
  crosstalk: z
    .object({ leakDb: number, belowOwnDb: number, delaySeconds: number, likeness: number })
    .nullable()
    .default(null),
});
const quality = z.object({
  overlapRatio: number.nullable(),
  turnChanges: number.nullable(),
  gapMedianSeconds: number.nullable(),
  longestSilenceSeconds: number,
  repeatedRatio: number,
  channels: z.array(channelQuality).max(2),
});
/** The part of a report that the desk draws. Reports are JSON of whichever pipeline made them: what is not there is not shown. */
const shown = z.object({
  sourceChannels: number.optional().catch(undefined),
  untranscribedSeconds: number.catch(0).default(0),
  guessedWordTimes: z.boolean().catch(false).default(false),
  redaction: z
    .object({ doubts: z.array(doubt) })
    .optional()
    .catch(undefined),
  quality: quality.optional().catch(undefined),
});

export type Doubt = z.infer<typeof doubt>;
export type ShownReport = z.infer<typeof shown>;
export type ChannelQuality = z.infer<typeof channelQuality>;

export const shownReport = (report: unknown): ShownReport => shown.parse(report ?? {});
export const doubtsOf = (report: unknown): Doubt[] => shownReport(report).redaction?.doubts ?? [];

/** As lib/contributions/input.ts reads it; rounded outwards, so that no part of a word stays. */
export const strikeText = (passage: Pick<Doubt, "party" | "startSeconds" | "endSeconds" | "kind">): string => {
  const startMs = Math.floor(passage.startSeconds * 1_000);
  const endMs = Math.min(startMs + 60_000, Math.max(startMs + 1, Math.ceil(passage.endSeconds * 1_000)));
  return [passage.party, startMs, endMs, passage.kind].join(":");
};

/** From where on something is worth a reviewer's look. */
export const notable = {
  crosstalkDb: -40,
  repeatedRatio: 0.05,
  untranscribedSeconds: 2,
  musicSeconds: 3,
  longestSilenceSeconds: 30,
  digitalSilenceRatio: 0.5,
  dropouts: 3,
  quietDbfs: -40,
  dcOffset: 0.01,
} as const;

export type Finding =
  | { code: "crosstalk"; party: "a" | "b"; db: number }
  | { code: "repeated"; share: number }
  | { code: "untranscribed"; seconds: number }
  | { code: "music"; party: "a" | "b"; keptSeconds: number; leftOutSeconds: number }
  | { code: "musicKept" | "musicLeftOut"; party: "a" | "b"; seconds: number }
  | { code: "guessed" | "mono" }
  | { code: "silence"; seconds: number }
  | { code: "dropouts"; party: "a" | "b"; count: number }
  | { code: "empty"; party: "a" | "b"; share: number }
  | { code: "quiet"; party: "a" | "b"; db: number }
  | { code: "offset"; party: "a" | "b"; share: number };

/** What a reviewer should look at before anything else: the gravest first. */
export function findingsOf(report: unknown): Finding[] {
  const { quality, sourceChannels, untranscribedSeconds, guessedWordTimes } = shownReport(report);
  const channels = quality?.channels ?? [];
  const found: (Finding | false)[] = [
    sourceChannels === 1 && { code: "mono" },
    ...channels.map(({ party, crosstalk }): Finding | false => {
      return crosstalk !== null && crosstalk.belowOwnDb > notable.crosstalkDb
        ? { code: "crosstalk", party, db: -crosstalk.belowOwnDb }
        : false;
    }),
    (quality?.repeatedRatio ?? 0) >= notable.repeatedRatio && {
      code: "repeated",
      share: quality?.repeatedRatio ?? 0,
    },
    untranscribedSeconds >= notable.untranscribedSeconds && { code: "untranscribed", seconds: untranscribedSeconds },
    ...channels.map(musicFinding),
    guessedWordTimes && { code: "guessed" },
    (quality?.longestSilenceSeconds ?? 0) >= notable.longestSilenceSeconds && {
      code: "silence",
      seconds: quality?.longestSilenceSeconds ?? 0,
    },
    ...channels.flatMap(soundFindings),
  ];
  return found.filter((one) => one !== false);
}

/** What counts as speech and may be music, and what was left out as music: of a side both, or the one that there is. */
function musicFinding({ party, musicSeconds, perhapsMusicSeconds }: ChannelQuality): Finding | false {
  if (Math.max(musicSeconds, perhapsMusicSeconds) < notable.musicSeconds) return false;
  const keptSeconds = Math.round(perhapsMusicSeconds);
  const leftOutSeconds = Math.round(musicSeconds);
  if (leftOutSeconds === 0) return { code: "musicKept", party, seconds: keptSeconds };
  if (keptSeconds === 0) return { code: "musicLeftOut", party, seconds: leftOutSeconds };
  return { code: "music", party, keptSeconds, leftOutSeconds };
}

function soundFindings({ party, ...channel }: ChannelQuality): (Finding | false)[] {
  const { dropouts, digitalSilenceRatio, speechDbfs, dcOffset } = channel;
  return [
    dropouts >= notable.dropouts && { code: "dropouts", party, count: dropouts },
    digitalSilenceRatio >= notable.digitalSilenceRatio && { code: "empty", party, share: digitalSilenceRatio },
    speechDbfs !== null && speechDbfs < notable.quietDbfs && { code: "quiet", party, db: speechDbfs },
    Math.abs(dcOffset) >= notable.dcOffset && { code: "offset", party, share: Math.abs(dcOffset) },
  ];
}
