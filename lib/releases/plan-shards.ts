import { planSplits } from "./plan-splits.ts";
import type { PlacedClip, ReleaseClip, Split } from "./release.ts";
import { sampleJson } from "./release-row.ts";
import { memberBytes, tarEnd } from "./tar.ts";

/** A client that resumes a download holds one link for one shard, so shards stay small. */
export const mostShardBytes = 1_000_000_000;

export type Shard = { path: string; split: Split; bytes: number; clips: PlacedClip[] };

/** Which clip goes to which tar file. `clips` are sorted by id and stay so within a split; train comes first. */
export function planShards(slug: string, clips: readonly ReleaseClip[], shardBytes: number): Shard[] {
  const splits = planSplits(slug, clips);
  return (["train", "test"] as const).flatMap((split) =>
    shardsOf(
      split,
      clips.filter((clip) => splits.get(clip.speaker) === split),
      shardBytes,
    ),
  );
}

function shardsOf(split: Split, clips: readonly ReleaseClip[], shardBytes: number): Shard[] {
  const shards: Shard[] = [];
  for (const clip of clips) {
    const bytes = memberBytes(clip.bytes) + memberBytes(sampleJson(clip).length);
    let shard = shards.at(-1);
    if (!shard || shard.bytes + bytes > shardBytes) {
      const path = `data/${split}-${String(shards.length).padStart(6, "0")}.tar`;
      shard = { path, split, bytes: tarEnd.length, clips: [] };
      if (shard.bytes + bytes > shardBytes) throw new Error(`clip ${clip.id} is larger than a shard may be`);
      shards.push(shard);
    }
    shard.bytes += bytes;
    shard.clips.push({ clip, split, shard: shard.path, shardNumber: shards.length - 1 });
  }
  return shards;
}
