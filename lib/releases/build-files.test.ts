import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { DuckDBInstance } from "@duckdb/node-api";
import { extract } from "tar-stream";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BuiltRelease, buildFiles, type ReleaseClip } from "./build-files.ts";
import { drawsFrom, madeUpClips, madeUpDataset, putInFolder } from "./made-up-release.ts";

const canary = "canary-of-a-real-name";
const audioOf = (index: number) => Buffer.from(`fLaC ${index} `.repeat(100 + ((index * 37) % 400)));
const limits = { shardBytes: 200_000 };
// Something of a contributor that a later change may carry along with a clip.
const clips: ReleaseClip[] = madeUpClips(400, 12, audioOf).map((clip) => Object.assign(clip, { contributor: canary }));

let first: string;
let second: string;
let built: BuiltRelease;

beforeAll(async () => {
  first = await mkdtemp(join(tmpdir(), "first-"));
  second = await mkdtemp(join(tmpdir(), "second-"));
  built = await buildFiles(madeUpDataset, clips, putInFolder(first), undefined, limits);
});

afterAll(async () => {
  for (const folder of [first, second]) await rm(folder, { recursive: true, force: true });
});

const digestOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const text = (path: string) => readFile(join(first, path), "utf8");
const linesOf = async (path: string) =>
  (await text(path))
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

async function members(path: string): Promise<{ name: string; header: object; bytes: Buffer }[]> {
  const found: { name: string; header: object; bytes: Buffer }[] = [];
  const archive = createReadStream(join(first, path)).pipe(extract());
  for await (const entry of archive) {
    const bytes = await buffer(entry);
    const { name, mode, uid, gid, mtime, type } = entry.header;
    found.push({ name, header: { mode, uid, gid, mtime: mtime?.getTime(), type }, bytes });
  }
  return found;
}

async function rows(): Promise<Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(`select * from '${join(first, "metadata.parquet")}'`);
  const found = reader.getRowObjectsJson();
  connection.closeSync();
  instance.closeSync();
  return found;
}

describe("a release", () => {
  test("has the same bytes when it is built again from shuffled clips into another folder", async () => {
    const draw = drawsFrom(7);
    const shuffled = clips
      .map((clip) => ({ clip, at: draw() }))
      .sort((a, b) => a.at - b.at)
      .map(({ clip }) => clip);
    expect(shuffled.map(({ id }) => id)).not.toEqual(clips.map(({ id }) => id));
    const again = await buildFiles({ ...madeUpDataset }, shuffled, putInFolder(second), undefined, limits);
    expect(again).toEqual(built);
    for (const { path, sha256 } of built.files) expect(digestOf(await readFile(join(second, path)))).toBe(sha256);
  });

  test("lists the true size and digest of every other file in its manifest, and is named after it", async () => {
    const manifest = await readFile(join(first, "manifest.json"));
    const listed: { path: string; bytes: number; sha256: string }[] = JSON.parse(manifest.toString()).files;
    for (const { path, bytes, sha256 } of listed) {
      const content = await readFile(join(first, path));
      expect({ path, bytes: content.length, sha256: digestOf(content) }).toEqual({ path, bytes, sha256 });
    }
    const onDisk = (await readdir(first, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    expect(listed.length + 1).toBe(onDisk.length);
    expect(built.files.map(({ path }) => path).sort()).toEqual(
      [...listed.map(({ path }) => path), "manifest.json"].sort(),
    );
    expect(built.files.at(-1)?.path).toBe("manifest.json");
    expect(built.commit).toBe(digestOf(manifest).slice(0, 40));
    expect(built.totalBytes).toBe(built.files.reduce((sum, { bytes }) => sum + bytes, 0));
  });

  test("holds each clip once, in shards below the limit, with owner, mode and time fixed", async () => {
    const shards = built.files.filter(({ path }) => path.endsWith(".tar"));
    expect(shards.length).toBeGreaterThan(4);
    const seen: string[] = [];
    for (const shard of shards) {
      expect(shard.bytes).toBeLessThanOrEqual(limits.shardBytes);
      const found = await members(shard.path);
      const names = found.map(({ name }) => name);
      expect(names).toEqual([...names].sort());
      for (const { header } of found) expect(header).toEqual({ mode: 0o644, uid: 0, gid: 0, mtime: 0, type: "file" });
      for (let at = 0; at < found.length; at += 2) {
        const [flac, json] = [found[at]!, found[at + 1]!];
        const clip = clips.find(({ id }) => `${id}.flac` === flac.name)!;
        expect(json.name).toBe(`${clip.id}.json`);
        expect(digestOf(flac.bytes)).toBe(clip.sha256);
        expect(JSON.parse(json.bytes.toString())).toMatchObject({ id: clip.id, text: clip.text, snr_db: clip.snrDb });
        seen.push(clip.id);
      }
    }
    expect(seen.sort()).toEqual(clips.map(({ id }) => id));
  });

  test("has one row a clip in metadata.parquet, and lines to match", async () => {
    const table = await rows();
    expect(Object.keys(table[0]!)).toEqual(
      "id split shard speaker recording party start_ms duration_ms text language sample_rate_hz snr_db sha256 bytes".split(
        " ",
      ),
    );
    expect(table.map(({ id }) => id)).toEqual(clips.map(({ id }) => id));
    const nemo = await linesOf("manifest.nemo.jsonl");
    const consent = await linesOf("consent.jsonl");
    for (const [index, clip] of clips.entries()) {
      const row = table[index]!;
      expect(row).toMatchObject({ text: clip.text, snr_db: clip.snrDb, duration_ms: clip.endMs - clip.startMs });
      expect(String(row.bytes)).toBe(String(clip.bytes));
      expect(nemo[index]).toMatchObject({ audio_filepath: `${clip.id}.flac`, shard: row.shard, text: clip.text ?? "" });
      expect(consent[index]).toEqual({ id: clip.id, receipt_sha256: clip.consentDigest });
    }
    const inShard = new Set((await members(String(table[0]!.shard))).map(({ name }) => name));
    expect(inShard.has(`${table[0]!.id}.flac`)).toBe(true);
    const splitsOf = new Map<unknown, Set<unknown>>();
    for (const { speaker, split } of table) splitsOf.set(speaker, (splitsOf.get(speaker) ?? new Set()).add(split));
    expect(Math.max(...[...splitsOf.values()].map((splits) => splits.size))).toBe(1);
    expect(built.splits).toEqual({
      train: table.filter(({ split }) => split === "train").length,
      test: table.filter(({ split }) => split === "test").length,
    });
  });

  test("says nothing that is not on the list", async () => {
    for (const { path } of built.files) {
      const content = await readFile(join(first, path));
      expect(content.includes(canary), path).toBe(false);
      expect(content.includes('contributor"'), path).toBe(false);
    }
    const fields = "bytes duration_ms id language party recording sample_rate_hz sha256 snr_db speaker start_ms text";
    const shard = await members("data/train-000000.tar");
    for (const { name, bytes } of shard.filter(({ name }) => name.endsWith(".json"))) {
      expect(Object.keys(JSON.parse(bytes.toString())).sort().join(" "), name).toBe(fields);
    }
  });

  test("tells its progress, up to the whole", async () => {
    const shares: number[] = [];
    await buildFiles(madeUpDataset, clips.slice(0, 50), putInFolder(second), (share) => shares.push(share), limits);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
    expect(shares.length).toBeGreaterThan(2);
  });
});

describe("the card", () => {
  test("opens with YAML that a title cannot break", async () => {
    const dataset = { ...madeUpDataset, title: 'A: "b" # c\n---\n- d: {e}' };
    const { card } = await buildFiles(dataset, clips.slice(0, 20), putInFolder(second));
    const [, block, rest] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(card)!;
    // Every value is JSON, and JSON is YAML: a line that parses here parses there.
    const values = Object.fromEntries(
      block!.split("\n").map((line) => {
        const [, name, value] = /^([a-z_]+): (.+)$/.exec(line)!;
        return [name, JSON.parse(value!)];
      }),
    );
    expect(values.pretty_name).toBe('A: "b" # c --- - d: {e}');
    expect(values).toMatchObject({ license: "other", license_link: "LICENSE.txt", language: ["en"] });
    expect(values.configs[0].data_files[0]).toEqual({ split: "train", path: "data/train-*.tar" });
    expect(rest).toContain('# A: "b" \\# c --- - d: \\{e\\}');
  });

  test("promises what may be promised", () => {
    expect(built.card).toContain("what is not in it was not measured");
    expect(built.card).not.toMatch(/\banonym(ous|ised|ized)\b/i);
    expect(built.card).toContain("Type of content: private audio communication");
    expect(built.card).toContain("webdataset.WebDataset");
    expect(built.card).toContain("\\<b\\>markup");
  });

  test("and the terms differ by licence", async () => {
    expect(await text("LICENSE.txt")).toContain("Consonant Standard Data Licence 1.0");
    await buildFiles({ ...madeUpDataset, licence: "research" }, clips.slice(0, 5), putInFolder(second));
    const research = await readFile(join(second, "LICENSE.txt"), "utf8");
    expect(research).toContain("for research that is not commercial");
    expect(research).not.toContain("for commercial use as well");
  });
});

describe("croissant.json", () => {
  test("declares version 1.1 with RAI, and every file that came before it with its digest", async () => {
    const croissant = JSON.parse(await text("croissant.json"));
    expect(croissant.conformsTo).toEqual([
      "http://mlcommons.org/croissant/1.1",
      "http://mlcommons.org/croissant/RAI/1.0",
    ]);
    expect(croissant["rai:personalSensitiveInformation"]).toHaveLength(2);
    const described = new Map(croissant.distribution.map((file: Record<string, string>) => [file["@id"], file.sha256]));
    for (const { path, sha256 } of built.files) {
      if (path !== "croissant.json" && path !== "manifest.json") expect(described.get(path)).toBe(sha256);
    }
    expect(croissant.distribution[0].contentUrl).toBe(
      "https://market.example/datasets/consonant/calls-en-us/resolve/v1.0.0/data/train-000000.tar",
    );
  });
});
