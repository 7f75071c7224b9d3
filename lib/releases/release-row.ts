import type { PlacedClip, ReleaseClip } from "./release.ts";

/**
 * What a release says of a clip, and nothing else: every file about clips is written from these two lists, so a field
 * that is added to a clip stays inside until somebody adds it here.
 */
export const sampleFields = [
  { name: "id", sql: "VARCHAR", dtype: "string", says: "clip, unique within the dataset" },
  { name: "speaker", sql: "VARCHAR", dtype: "string", says: "pseudonym, made for this dataset alone" },
  { name: "recording", sql: "VARCHAR", dtype: "string", says: "pseudonym of the call" },
  { name: "party", sql: "VARCHAR", dtype: "string", says: "side of the call, a or b" },
  { name: "start_ms", sql: "INTEGER", dtype: "int32", says: "start within the call, milliseconds" },
  { name: "duration_ms", sql: "INTEGER", dtype: "int32", says: "length, milliseconds" },
  { name: "text", sql: "VARCHAR", dtype: "string", says: "redacted transcript; null where there is none" },
  { name: "language", sql: "VARCHAR", dtype: "string", says: "en or fr" },
  { name: "sample_rate_hz", sql: "INTEGER", dtype: "int32", says: "sample rate, hertz" },
  { name: "snr_db", sql: "DOUBLE", dtype: "float64", says: "signal-to-noise ratio, decibels; null if not measured" },
  { name: "sha256", sql: "VARCHAR", dtype: "string", says: "digest of the FLAC file" },
  { name: "bytes", sql: "BIGINT", dtype: "int64", says: "size of the FLAC file" },
] as const;

const placeFields = [
  { name: "split", sql: "VARCHAR", dtype: "string", says: "train or test; no speaker is in both" },
  { name: "shard", sql: "VARCHAR", dtype: "string", says: "the tar file that holds the clip" },
] as const;

/** The columns of metadata.parquet, in order. */
export const rowFields = [sampleFields[0], ...placeFields, ...sampleFields.slice(1)];

type SampleField = (typeof sampleFields)[number]["name"];
export type RowField = (typeof rowFields)[number]["name"];
type Values<Field extends string> = Record<Field, string | number | null>;

export function sampleOf(clip: ReleaseClip): Values<SampleField> {
  return {
    id: clip.id,
    speaker: clip.speaker,
    recording: clip.recording,
    party: clip.party,
    start_ms: clip.startMs,
    duration_ms: clip.endMs - clip.startMs,
    text: clip.text,
    language: clip.language,
    sample_rate_hz: clip.sampleRateHz,
    snr_db: clip.snrDb,
    sha256: clip.sha256,
    bytes: clip.bytes,
  };
}

export function rowOf({ clip, split, shard }: PlacedClip): Values<RowField> {
  return { ...sampleOf(clip), split, shard };
}

/** The .json beside a .flac in a shard, as UTF-8. */
export function sampleJson(clip: ReleaseClip): Buffer {
  return Buffer.from(`${JSON.stringify(sampleOf(clip))}\n`);
}
