import { createHash, randomBytes } from "node:crypto";
import { mkdir, mkdtemp, open, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buildFiles, type Put, type ReleaseClip } from "../lib/releases/build-files.ts";
import { madeUpClips, madeUpDataset } from "../lib/releases/made-up-release.ts";
import { type Measure, measured } from "./measure.ts";

/** About 150 MB: clips of 8 s at 16 kHz are about 125 kB each as FLAC. */
const clipCount = 1_200;
const clipBytes = 125_000;
const rounds = 5;

/** As many as the builder reads together: reading in another pattern costs more than the packaging that is measured. */
const readTogether = 8;

type Side = "disk" | "memory";

/**
 * CPU seconds per GB of a whole build (shards, tables, papers, each clip's digest checked) against a floor that frames
 * the same clips as one tar and hashes that. Twice: with clips and files on disk, as it runs; and with both in memory,
 * where no file system hides what the builder itself adds. Rounds alternate, medians are compared.
 */
export async function measureRelease(): Promise<Measure[]> {
  const folder = await mkdtemp(join(tmpdir(), "bench-release-"));
  try {
    const inMemory = clipsInMemory();
    const onDisk = await clipsOnDisk(folder, inMemory);
    return [await compare("disk", onDisk, putInOneFile(folder)), await compare("memory", inMemory, hashOnly)];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function compare(side: Side, clips: ReleaseClip[], put: Put): Promise<Measure> {
  const spent: { build: number; floor: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const floor = await cpuSeconds(() => writeFloor(clips, put));
    const build = await cpuSeconds(() => buildFiles(madeUpDataset, clips, put));
    spent.push({ build, floor });
  }
  const gigabytes = (clipCount * clipBytes) / 1e9;
  const build = middle(spent.map((round) => round.build)) / gigabytes;
  const floor = middle(spent.map((round) => round.floor)) / gigabytes;
  return measured(`release build against tar + sha256, ${side}`, build, "CPU s/GB", floor, 1.5);
}

function clipsInMemory(): ReleaseClip[] {
  const audio = randomBytes(clipBytes + clipCount);
  return madeUpClips(clipCount, 20, (index) => audio.subarray(index, index + clipBytes));
}

async function clipsOnDisk(folder: string, clips: readonly ReleaseClip[]): Promise<ReleaseClip[]> {
  const source = join(folder, "clips");
  await mkdir(source);
  for (const clip of clips) await writeFile(join(source, clip.id), await clip.read());
  return clips.map((clip) => ({ ...clip, read: () => readFile(join(source, clip.id)) }));
}

/** What any release costs: read, frame as tar, hash once, store. Read and batched as the builder does, so that only the work differs. */
async function writeFloor(clips: readonly ReleaseClip[], put: Put): Promise<void> {
  const chunks = async function* (): AsyncGenerator<Buffer> {
    for (let from = 0; from < clips.length; from += readTogether) {
      const audio = await Promise.all(clips.slice(from, from + readTogether).map((clip) => clip.read()));
      yield Buffer.concat(audio.flatMap((content, index) => framed(`clip-${from + index}.flac`, content)));
    }
    yield Buffer.alloc(1_024);
  };
  await put("floor.tar", "application/x-tar", Readable.from(chunks(), { highWaterMark: 1 }));
}

function framed(name: string, content: Uint8Array): Uint8Array[] {
  const header = Buffer.alloc(512);
  header.write(name);
  header.write(content.length.toString(8).padStart(11, "0"), 124);
  return [header, content, Buffer.alloc(-content.length & 511)];
}

/** The cheapest store: each file over the one before it, one hash on the way. The same for both sides. */
function putInOneFile(folder: string): Put {
  return async (_path, _contentType, content) => {
    const file = await open(join(folder, "out"), "w");
    const hash = createHash("sha256");
    let bytes = 0;
    for await (const chunk of content instanceof Uint8Array ? [content] : content) {
      hash.update(chunk);
      await file.write(chunk);
      bytes += chunk.length;
    }
    await file.close();
    return { bytes, sha256: hash.digest("hex") };
  };
}

/** A store that costs nothing but the hash. */
const hashOnly: Put = async (_path, _contentType, content) => {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of content instanceof Uint8Array ? [content] : content) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest("hex") };
};

async function cpuSeconds(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

function middle(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
