import { createHash } from "node:crypto";
import type { Shard } from "./plan-shards.ts";
import type { ReleaseClip } from "./release.ts";
import { sampleJson } from "./release-row.ts";
import { tarEnd, tarMember } from "./tar.ts";

/** Clips that are read at a time: hides the wait of an object store and holds a few megabytes. */
const readTogether = 8;
const chunkBytes = 1_000_000;

/** The bytes of one shard in chunks of about 1 MB. Throws when a clip is not the one that was reviewed. */
export async function* streamShard(shard: Shard, onBytes: (bytes: number) => void): AsyncGenerator<Buffer> {
  let parts: Uint8Array[] = [];
  let held = 0;
  for (let from = 0; from < shard.clips.length; from += readTogether) {
    const clips = shard.clips.slice(from, from + readTogether).map(({ clip }) => clip);
    const audio = await Promise.all(clips.map(readClip));
    for (const [index, clip] of clips.entries()) {
      const members = [tarMember(`${clip.id}.flac`, audio[index]!), tarMember(`${clip.id}.json`, sampleJson(clip))];
      parts.push(...members.flat());
      held += members.flat().reduce((sum, part) => sum + part.length, 0);
      if (held < chunkBytes) continue;
      onBytes(held);
      yield Buffer.concat(parts, held);
      parts = [];
      held = 0;
    }
  }
  onBytes(held + tarEnd.length);
  yield Buffer.concat([...parts, tarEnd]);
}

async function readClip(clip: ReleaseClip): Promise<Uint8Array> {
  const audio = await clip.read();
  // What is published says this digest, and what is paid for must be what was reviewed.
  const same = audio.length === clip.bytes && createHash("sha256").update(audio).digest("hex") === clip.sha256;
  if (!same) throw new Error(`clip ${clip.id} is not the file that was stored: nothing was released`);
  return audio;
}
