import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { canonicalJson } from "./canonical-json.ts";
import { checkClips } from "./check-clips.ts";
import { chooseSamples } from "./choose-samples.ts";
import { countStats } from "./count-stats.ts";
import { croissantFaults } from "./croissant-faults.ts";
import { describeCroissant } from "./describe-croissant.ts";
import { splitSizes } from "./front-matter.ts";
import { jsonLines } from "./json-lines.ts";
import { licenceText } from "./licence-text.ts";
import { mostShardBytes, planShards, type Shard } from "./plan-shards.ts";
import type {
  BuiltRelease,
  PlacedClip,
  Put,
  ReleaseClip,
  ReleaseDataset,
  ReleaseFigures,
  ReleaseFile,
} from "./release.ts";
import { streamShard } from "./stream-shard.ts";
import { writeCard } from "./write-card.ts";
import { writeParquet } from "./write-parquet.ts";

export type { BuiltRelease, Put, ReleaseClip, ReleaseDataset } from "./release.ts";

/**
 * Writes every file of a version through `put`, one after the other, the shards as streams. The same dataset and clips,
 * in any order, give the same bytes. Progress is a share from 0 to 1. Throws, with nothing to publish, when a clip is
 * unfit, has other bytes than were stored, or when `put` did not take a whole file.
 */
export async function buildFiles(
  dataset: ReleaseDataset,
  clips: ReleaseClip[],
  put: Put,
  onProgress: (share: number) => void = () => undefined,
  limits: { shardBytes?: number } = {},
): Promise<BuiltRelease> {
  const sorted = checkClips(clips);
  const shards = planShards(dataset.slug, sorted, limits.shardBytes ?? mostShardBytes);
  const placed = shards.flatMap((shard) => shard.clips).sort((a, b) => (a.clip.id < b.clip.id ? -1 : 1));
  const figures = figuresOf(sorted, placed);
  const card = writeCard(dataset, figures);

  const files: ReleaseFile[] = [];
  const keep: Put = async (path, contentType, content) => {
    const stored = await put(path, contentType, content);
    files.push({ path, contentType, ...stored });
    return stored;
  };
  await putShards(shards, keep, onProgress);
  await putTables(placed, keep);
  await putPapers(dataset, card, figures, files, keep);
  const manifest = await putManifest(files, keep);
  onProgress(1);

  return {
    files,
    commit: createHash("sha256").update(manifest).digest("hex").slice(0, 40),
    card,
    stats: figures.stats,
    speechSeconds: figures.speechSeconds,
    clipCount: sorted.length,
    speakerCount: figures.speakerCount,
    medianSnrDb: figures.stats.medianSnrDb,
    totalBytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    splits: Object.fromEntries(figures.sizes.map(({ name, clips }) => [name, clips])),
    sampleClipIds: chooseSamples(sorted),
  };
}

function figuresOf(clips: readonly ReleaseClip[], placed: readonly PlacedClip[]): ReleaseFigures {
  return {
    stats: countStats(clips),
    sizes: splitSizes(placed),
    speechSeconds: Math.round(clips.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0) / 1_000),
    speakerCount: new Set(clips.map(({ speaker }) => speaker)).size,
  };
}

async function putShards(shards: readonly Shard[], put: Put, onProgress: (share: number) => void): Promise<void> {
  const totalBytes = shards.reduce((sum, { bytes }) => sum + bytes, 0);
  let doneBytes = 0;
  for (const shard of shards) {
    const chunks = streamShard(shard, (bytes) => {
      doneBytes += bytes;
      // The tables and papers come after the shards: the last hundredth is theirs.
      onProgress((0.99 * doneBytes) / totalBytes);
    });
    const stored = await put(shard.path, "application/x-tar", Readable.from(chunks, { highWaterMark: 1 }));
    if (stored.bytes !== shard.bytes) {
      throw new Error(`${shard.path}: ${stored.bytes} of ${shard.bytes} bytes were stored`);
    }
  }
}

async function putTables(placed: readonly PlacedClip[], put: Put): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "release-"));
  try {
    const path = join(folder, "metadata.parquet");
    await writeParquet(path, placed);
    await put("metadata.parquet", "application/vnd.apache.parquet", createReadStream(path));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  await put("manifest.nemo.jsonl", "application/jsonl", Readable.from(jsonLines(placed, nemoLine)));
  const receipt = ({ clip }: PlacedClip) => ({ id: clip.id, receipt_sha256: clip.consentDigest });
  await put("consent.jsonl", "application/jsonl", Readable.from(jsonLines(placed, receipt)));
}

/** A line of a NeMo manifest of tarred audio: seconds, and an empty text where there is none, for NeMo knows no null. */
function nemoLine({ clip, split, shard, shardNumber }: PlacedClip): unknown {
  return {
    audio_filepath: `${clip.id}.flac`,
    duration: (clip.endMs - clip.startMs) / 1_000,
    text: clip.text ?? "",
    lang: clip.language,
    speaker: clip.speaker,
    split,
    shard,
    shard_id: shardNumber,
  };
}

async function putPapers(
  dataset: ReleaseDataset,
  card: string,
  figures: ReleaseFigures,
  files: readonly ReleaseFile[],
  put: Put,
): Promise<void> {
  await put("anonymization.json", "application/json", Buffer.from(canonicalJson(dataset.anonymization)));
  await put("LICENSE.txt", "text/plain; charset=utf-8", Buffer.from(licenceText(dataset)));
  await put("README.md", "text/markdown; charset=utf-8", Buffer.from(card));
  const croissant = describeCroissant(dataset, files, figures);
  const faults = croissantFaults(croissant);
  if (faults.length > 0) throw new Error(`croissant.json is not valid: ${faults.join("; ")}`);
  await put("croissant.json", "application/ld+json", Buffer.from(`${JSON.stringify(croissant, null, 2)}\n`));
}

/** Sizes and digests of all other files; its own digest names the version. */
async function putManifest(files: readonly ReleaseFile[], put: Put): Promise<Buffer> {
  const listed = files
    .map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const manifest = Buffer.from(canonicalJson({ files: listed }));
  await put("manifest.json", "application/json", manifest);
  return manifest;
}
