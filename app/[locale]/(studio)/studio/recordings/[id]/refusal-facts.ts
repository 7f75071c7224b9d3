import { type RefusalReason, refusalReasons } from "@/lib/pipeline/processed";
import { crosstalk, limits } from "@/lib/pipeline/rules";

export type Detail = Record<string, number | string>;

/** A sentence about what was found: its key in recordings.found, and the numbers and keys that it is filled with. */
export interface Fact {
  key: string;
  values: Detail;
}

/** What a recording must have, for sentences that say so. */
export const demands = {
  longestHours: limits.longestSeconds / 3_600,
  leastSpeechSeconds: limits.leastSpeechSeconds,
  leastSpeechShare: limits.leastSpeechRatio,
  mostBytes: limits.uploadBytes,
  neededDb: -crosstalk.refusedFromDb,
};

/** The fact where the detail has every number that it needs: an older refusal may have none. */
function told(key: string, detail: Detail, needs: string[]): Fact[] {
  const numbers = Object.fromEntries(Object.entries(detail).filter(([, value]) => typeof value === "number"));
  return needs.every((name) => name in numbers) ? [{ key, values: numbers }] : [];
}

/** A number that is just past its limit is rounded away from it: nobody reads that 3 h are longer than 3 h. */
const past = (detail: Detail, name: string, round: (value: number) => number): Detail => {
  const value = detail[name];
  return typeof value === "number" ? { ...detail, [name]: round(value) } : detail;
};
const upTo = (step: number) => (value: number) => Math.ceil(value / step) * step;
const downToTenths = (value: number) => Math.floor(value * 10) / 10;

const factsFor: Record<RefusalReason, (detail: Detail) => Fact[]> = {
  not_audio: ({ looksLike }) => (looksLike === "playlist" ? [{ key: "playlist", values: {} }] : []),
  unsupported_format: ({ looksLike }) =>
    typeof looksLike === "string" ? [{ key: "unsupported_format", values: { looksLike } }] : [],
  too_large: (detail) => told("too_large", past(detail, "bytes", upTo(10_000_000)), ["bytes"]),
  too_long: (detail) => [
    ...told("says_too_long", past(detail, "announcedSeconds", upTo(60)), ["announcedSeconds"]),
    ...told("read_too_long", detail, ["readSeconds"]),
  ],
  too_short: (detail) => told("too_short", past(detail, "seconds", downToTenths), ["seconds"]),
  too_many_channels: (detail) => told("too_many_channels", detail, ["channels"]),
  one_channel_for_two: (detail) => told("one_channel_for_two", detail, ["channels"]),
  other_party_audible: (detail) =>
    told(Number(detail.belowOwnDb) < 1 ? "other_party_louder" : "other_party_audible", detail, ["belowOwnDb"]),
  sample_rate: (detail) => told("sample_rate", detail, ["sampleRateHz"]),
  mostly_silence: (detail) => [
    ...told("mostly_silence", detail, ["speechSeconds", "seconds"]),
    ...(Number(detail.musicSeconds) > 0 ? told("music", detail, ["musicSeconds"]) : []),
  ],
  damaged: (detail) => told("damaged", detail, ["seconds", "announcedSeconds"]),
  transcript_invalid: ({ why, channel }) => {
    if (why === "form") return [{ key: "transcript_form", values: {} }];
    const isMisfit = (why === "behind_end" || why === "nobody_speaks") && (channel === "left" || channel === "right");
    return isMisfit ? [{ key: `transcript_${why}`, values: { channel } }] : [];
  },
};

/** What is said of a refusal, for its detail; nothing where a person refused it. */
export function refusalFacts(reason: string, detail: Detail | null): Fact[] {
  const known = refusalReasons.find((one) => one === reason);
  return known ? factsFor[known](detail ?? {}) : [];
}

/** What to do about it, as a key in recordings.advice: a transcript of another form needs another hand than one that does not fit. */
export const adviceKey = (reason: string, detail: Detail | null): string =>
  reason === "transcript_invalid" && detail?.why === "form" ? "transcript_form" : reason;
