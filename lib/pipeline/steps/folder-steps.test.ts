import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openFolderSteps } from "./folder-steps.ts";

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "steps-"));
});
afterAll(() => rm(root, { recursive: true }));

function* brokenOff(): Generator<Uint8Array> {
  yield Buffer.from("third");
  throw new Error("killed");
}

test("a folder keeps one result a name, for its owner alone, and forgets what was half written too", async () => {
  const folder = join(root, "work");
  const steps = openFolderSteps(folder);
  expect(await steps.get("decode.a")).toBeNull();
  await steps.put("decode.a", [Buffer.from("first")]);
  await steps.put("decode.b", [Buffer.from("sec"), Buffer.from("ond")]);
  expect(await text(Readable.from((await steps.get("decode.b"))!))).toBe("second");
  const broken = steps.put("decode.c", brokenOff());
  await expect(broken).rejects.toThrow("killed");
  expect(await readdir(folder)).toEqual(["decode.step"]);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  expect((await stat(join(folder, "decode.step"))).mode & 0o777).toBe(0o600);
  await writeFile(join(folder, ".unfinished-of-a-killed-run"), "half");
  await steps.forget();
  expect(await readdir(root)).toEqual([]);
  await steps.forget();
});

test("a folder that holds something of somebody else's keeps that", async () => {
  const folder = join(root, "shared");
  const steps = openFolderSteps(folder);
  await steps.put("clips.a", [Buffer.from("mine")]);
  await writeFile(join(folder, "theirs.txt"), "theirs");
  await steps.forget();
  expect(await readdir(folder)).toEqual(["theirs.txt"]);
});
