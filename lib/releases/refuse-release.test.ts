import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildFiles, type ReleaseClip } from "./build-files.ts";
import { mostClips } from "./check-clips.ts";
import { madeUpClips, madeUpDataset, putInFolder } from "./made-up-release.ts";
import type { Put } from "./release.ts";

const audioOf = (index: number) => Buffer.from(`fLaC ${index} `.repeat(100));
const clips: ReleaseClip[] = madeUpClips(3, 2, audioOf);
let second: string;

beforeAll(async () => {
  second = await mkdtemp(join(tmpdir(), "refused-"));
});
afterAll(() => rm(second, { recursive: true, force: true }));

describe("nothing is released", () => {
  const build = (some: ReleaseClip[], put: Put = putInFolder(second)) => buildFiles(madeUpDataset, some, put);
  const one = clips[0]!;

  test("when a clip is not the one that was stored", async () => {
    const swapped = { ...one, read: async () => Buffer.alloc(one.bytes) };
    await expect(build([swapped])).rejects.toThrow("is not the file that was stored");
    const shorter = { ...one, read: async () => audioOf(0).subarray(1) };
    await expect(build([shorter])).rejects.toThrow("is not the file that was stored");
  });

  test("when there are no clips, or more than the bound", async () => {
    await expect(build([])).rejects.toThrow("at least one clip");
    await expect(build(new Array(mostClips + 1).fill(one))).rejects.toThrow("at most 1000000 clips");
  });

  test.each([
    ["an id that is a path", { id: "../secret" }, "its id"],
    ["an id with a dot, where a WebDataset key ends", { id: "a.b" }, "its id"],
    ["an end before its start", { endMs: 0 }, "times"],
    ["no consent receipt", { consentDigest: "" }, "consent"],
    ["a digest that is none", { sha256: "abc" }, "sha256"],
    ["an impossible noise figure", { snrDb: Number.NaN }, "signal-to-noise"],
  ])("when a clip has %s", async (_name, change, message) => {
    await expect(build([{ ...one, ...change }])).rejects.toThrow(message);
  });

  test("when a clip is listed twice, or does not fit a shard", async () => {
    await expect(build([one, { ...one }])).rejects.toThrow("listed twice");
    await expect(buildFiles(madeUpDataset, [one], putInFolder(second), undefined, { shardBytes: 600 })).rejects.toThrow(
      "larger",
    );
  });

  test("when the store took only a part of a shard", async () => {
    const store = putInFolder(second);
    const lossy: Put = async (path, type, content) => {
      const stored = await store(path, type, content);
      return path.endsWith(".tar") ? { ...stored, bytes: stored.bytes - 1 } : stored;
    };
    await expect(build([one], lossy)).rejects.toThrow("bytes were stored");
  });
});
