import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openFolderSteps } from "./folder-steps.ts";
import { packResult, unpackResult } from "./step-store.ts";

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "steps-"));
});
afterAll(() => rm(root, { recursive: true }));

test("a folder keeps one result a name, for its owner alone, and forgets what was half written too", async () => {
  const folder = join(root, "work");
  const steps = openFolderSteps(folder);
  expect(await steps.get("decode.a")).toBeNull();
  await steps.put("decode.a", Buffer.from("first"));
  await steps.put("decode.b", Buffer.from("second"));
  expect(Buffer.from((await steps.get("decode.b"))!).toString()).toBe("second");
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
  await steps.put("clips.a", Buffer.from("mine"));
  await writeFile(join(folder, "theirs.txt"), "theirs");
  await steps.forget();
  expect(await readdir(folder)).toEqual(["theirs.txt"]);
});

test("a packed result keeps typed arrays and shared objects, and only under its own key", () => {
  const shared = { kind: "NAME" };
  const result = {
    samples: Int16Array.of(1, -2, 32_767),
    frames: Uint8Array.of(1),
    words: [shared, shared],
    none: null,
  };
  const bytes = packResult("decode.a", result)!;
  const again = unpackResult("decode.a", bytes)!.result as typeof result;
  expect(again).toEqual(result);
  expect(again.words[0]).toBe(again.words[1]);
  expect(unpackResult("decode.b", bytes)).toBeNull();
  for (let at = 0; at < bytes.length; at++)
    expect(unpackResult("decode.a", bytes.with(at, bytes[at]! ^ 0x40)), `byte ${at}`).toBeNull();
});
