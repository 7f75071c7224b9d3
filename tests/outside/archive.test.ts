import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Archive, openArchive } from "../../lib/outside/archive.ts";
import { NoSuchObject } from "../../lib/outside/storage.ts";
import { openS3Server, S3_KEY } from "./s3-server.ts";

type Opened = { archive: Archive; again: () => Archive; close: () => Promise<unknown> };
const kinds: Record<string, () => Promise<Opened>> = {
  "on disk": async () => {
    const folder = await mkdtemp(join(tmpdir(), "archive-"));
    const open = () => openArchive({ kind: "disk", folder: join(folder, "kept") });
    return { archive: open(), again: open, close: () => rm(folder, { recursive: true }) };
  },
  "in S3": async () => {
    const server = await openS3Server();
    const open = () =>
      openArchive({ kind: "s3", bucket: "kept", region: "us-east-1", endpoint: server.endpoint, ...S3_KEY });
    return { archive: open(), again: open, close: () => server.close() };
  },
};

describe.each(Object.entries(kinds))("an archive %s", (_where, open) => {
  let opened: Opened;
  beforeEach(async () => {
    opened = await open();
  });
  afterEach(() => opened.close());

  it("keeps what was added first, and gives it back to whoever opens it next", async () => {
    const { archive, again } = opened;
    expect(await archive.keys()).toEqual([]);
    expect(await archive.add("a.txt", Buffer.from("first"))).toBe(true);
    expect(await archive.add("a.txt", Buffer.from("second"))).toBe(false);
    expect((await again().get("a.txt")).toString()).toBe("first");
    await expect(archive.get("b.txt")).rejects.toThrow(NoSuchObject);
  });

  it("lets one of ten win who add at once", async () => {
    const { archive } = opened;
    const added = await Promise.all(Array.from({ length: 10 }, (_, i) => archive.add("a", Buffer.from(`${i}`))));
    expect(added.filter(Boolean)).toHaveLength(1);
    expect((await archive.get("a")).toString()).toBe(String(added.indexOf(true)));
  });

  it("lists every key in order", async () => {
    for (const key of ["c", "a", "e", "b", "d"]) await opened.archive.add(key, Buffer.from(key));
    expect(await opened.archive.keys()).toEqual(["a", "b", "c", "d", "e"]);
  });

  it("refuses keys that mean another place, and what is too large", async () => {
    await expect(opened.archive.add("../a", Buffer.from("x"))).rejects.toThrow("Not a storage key");
    await expect(opened.archive.get("a//b")).rejects.toThrow("Not a storage key");
    await expect(opened.archive.add("a", Buffer.alloc((1 << 20) + 1))).rejects.toThrow("at most");
    expect(await opened.archive.keys()).toEqual([]);
  });
});

it("is readable by this user alone on disk, and leaves nothing half written", async () => {
  const folder = await mkdtemp(join(tmpdir(), "archive-"));
  const archive = openArchive({ kind: "disk", folder: join(folder, "kept") });
  await archive.add("a", Buffer.from("x"));
  await archive.add("a", Buffer.from("y"));
  expect(await readdir(join(folder, "kept"))).toEqual(["a"]);
  expect((await stat(join(folder, "kept", "a"))).mode & 0o777).toBe(0o600);
  expect((await stat(join(folder, "kept"))).mode & 0o777).toBe(0o700);
  await rm(folder, { recursive: true });
});
