import type { Readable } from "node:stream";
import type { VersionStats } from "../../db/schema/catalog.ts";

/** One disguised clip of a version. `speaker` and `recording` are pseudonyms of this dataset alone. */
export type ReleaseClip = {
  id: string;
  speaker: string;
  recording: string;
  party: "a" | "b";
  startMs: number;
  endMs: number;
  text: string | null;
  sampleRateHz: number;
  snrDb: number | null;
  /** of the FLAC bytes, hex; checked against what `read` gives */
  sha256: string;
  bytes: number;
  language: "en" | "fr";
  /** one entry for each redaction in the clip, or one for each kind: counted as given */
  kinds: string[];
  /** the FLAC bytes */
  read(): Promise<Uint8Array>;
  /** hex sha256 of the pseudonymous consent receipt */
  consentDigest: string;
};

export type ReleaseDataset = {
  slug: string;
  org: "consonant";
  title: string;
  summary: string;
  language: "en" | "fr";
  kind: string;
  licence: "standard" | "research";
  pricePerHourCents: number;
  /** semantic version, without the v */
  number: string;
  notes: string;
  publishedAt: Date;
  siteUrl: string;
  /** the measured report, published as it is */
  anonymization: Record<string, unknown>;
};

export type ReleaseFile = { path: string; bytes: number; sha256: string; contentType: string };

/** Stores one file and tells what it stored; the sha256 is taken of the bytes as they pass, in hex. */
export type Put = (
  path: string,
  contentType: string,
  content: Readable | Uint8Array,
) => Promise<{ bytes: number; sha256: string }>;

export type Split = "train" | "test";

export type BuiltRelease = {
  /** every file, manifest.json last */
  files: ReleaseFile[];
  /** 40 hex digits: the start of the manifest's sha256 */
  commit: string;
  /** README.md as published */
  card: string;
  stats: VersionStats;
  speechSeconds: number;
  clipCount: number;
  speakerCount: number;
  medianSnrDb: number | null;
  totalBytes: number;
  /** clips in each split that has any */
  splits: Record<string, number>;
  /** up to 6 clips to let anybody hear */
  sampleClipIds: string[];
};

/** Bytes and clips of each split that has any, train first. */
export type SplitSizes = { name: Split; clips: number; bytes: number }[];

/** What the card, the summary and the Croissant file say in figures. */
export type ReleaseFigures = { stats: VersionStats; sizes: SplitSizes; speechSeconds: number; speakerCount: number };

/** A clip with its place in the release. */
export type PlacedClip = { clip: ReleaseClip; split: Split; shard: string; shardNumber: number };
