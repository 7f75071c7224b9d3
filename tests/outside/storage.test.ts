import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer, text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { NoSuchObject, openIntake, openStore, type Store, TooLarge } from "../../lib/outside/storage.ts";

let folder: string;
let store: Store;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "store-"));
  store = openStore({ kind: "disk", folder: join(folder, "vault") });
});

afterEach(() => rm(folder, { recursive: true }));

describe("a store on disk", () => {
  it("gives back what was put, with its length and SHA-256", async () => {
    const bytes = Buffer.from("one two three");
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    expect(await store.put("a/b/talk-1.wav", bytes)).toEqual({ bytes: 13, sha256 });
    expect(await store.put("a/b/talk-2.wav", Readable.from([bytes]))).toEqual({ bytes: 13, sha256 });
    expect(await text(await store.get("a/b/talk-1.wav"))).toBe("one two three");
    expect(await store.size("a/b/talk-2.wav")).toBe(13);
  });

  it("replaces, removes, and says null for what is not there", async () => {
    await store.put("a", Buffer.from("first"));
    await store.put("a", Buffer.from("second"));
    expect(await text(await store.get("a"))).toBe("second");
    await store.remove("a");
    await store.remove("a");
    expect(await store.size("a")).toBeNull();
    await expect(store.get("a")).rejects.toThrow(NoSuchObject);
    expect(await store.size("a/b/c")).toBeNull();
  });

  it.each([
    [{ start: 0, end: 0 }, "0"],
    [{ start: 2, end: 4 }, "234"],
    [{ start: 7 }, "789"],
    [{ start: 8, end: 99 }, "89"],
  ])("reads the range %j, both ends included", async (range, expected) => {
    await store.put("digits", Buffer.from("0123456789"));
    expect(await text(await store.get("digits", range))).toBe(expected);
  });

  it.each([{ start: 10 }, { start: -1 }, { start: 5, end: 4 }, { start: 1.5 }])(
    "refuses the range %j",
    async (range) => {
      await store.put("digits", Buffer.from("0123456789"));
      await expect(store.get("digits", range)).rejects.toThrow(RangeError);
    },
  );

  it("keeps nothing of a put that breaks half-way, and the object that was there before", async () => {
    await store.put("a/talk", Buffer.from("whole"));
    async function* breaking() {
      yield Buffer.alloc(100_000);
      throw new Error("the uploader went away");
    }
    await expect(store.put("a/talk", Readable.from(breaking()))).rejects.toThrow("went away");
    await expect(store.put("a/new", Readable.from(breaking()))).rejects.toThrow("went away");
    expect(await text(await store.get("a/talk"))).toBe("whole");
    expect(await store.size("a/new")).toBeNull();
    expect(await readdir(join(folder, "vault", ".unfinished"))).toEqual([]);
  });

  it("never shows half of an object while it is written", async () => {
    let goOn = () => {};
    const gate = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    async function* slow() {
      yield Buffer.from("first half, ");
      await gate;
      yield Buffer.from("second half");
    }
    const putting = store.put("slow", Readable.from(slow()));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await store.size("slow")).toBeNull();
    goOn();
    await putting;
    expect(await text(await store.get("slow"))).toBe("first half, second half");
  });

  it("stops at the limit it was given", async () => {
    const endless = Readable.from(
      (async function* () {
        for (;;) yield Buffer.alloc(1000);
      })(),
    );
    await expect(store.put("big", endless, { maxBytes: 10_000 })).rejects.toThrow(TooLarge);
    expect(await store.size("big")).toBeNull();
    expect(endless.destroyed).toBe(true);
  });

  it.each([
    "",
    "/etc/passwd",
    "../secret",
    "a/../../secret",
    "a//b",
    "a/",
    "a/.hidden",
    ".unfinished/x",
    "A",
    "a b",
    "a\0b",
    "a\nb",
    "ä",
    "a\\b",
    "x".repeat(202),
  ])("refuses the key %j", async (key) => {
    await expect(store.put(key, Buffer.from("x"))).rejects.toThrow("Not a storage key");
    await expect(store.get(key)).rejects.toThrow("Not a storage key");
    await expect(store.size(key)).rejects.toThrow("Not a storage key");
    await expect(store.remove(key)).rejects.toThrow("Not a storage key");
  });

  it("is readable by its owner alone", async () => {
    await store.put("a/b/talk", Buffer.from("x"));
    const mode = async (...parts: string[]) => (await stat(join(folder, "vault", ...parts))).mode & 0o777;
    expect(await mode()).toBe(0o700);
    expect(await mode("a")).toBe(0o700);
    expect(await mode("a", "b")).toBe(0o700);
    expect(await mode("a", "b", "talk")).toBe(0o600);
  });

  it("follows no symbolic link, neither a file nor a folder", async () => {
    await store.put("a/talk", Buffer.from("x"));
    const outside = join(folder, "outside");
    await mkdir(outside);
    await writeFile(join(outside, "secret"), "secret");
    await symlink(join(outside, "secret"), join(folder, "vault", "a", "link"));
    await symlink(outside, join(folder, "vault", "linked"));
    await expect(store.get("a/link")).rejects.toThrow();
    await expect(store.get("linked/secret")).rejects.toThrow(NoSuchObject);
    await expect(store.put("linked/new", Buffer.from("x"))).rejects.toThrow("symbolic link");
    await store.remove("linked/secret");
    expect(await readdir(outside)).toEqual(["secret"]);
    await store.put("a/link", Buffer.from("replaced"));
    expect(await text(await store.get("a/link"))).toBe("replaced");
    expect((await stat(join(outside, "secret"))).size).toBe(6);
  });

  it("keeps one whole content when many write the same key at once", async () => {
    const contents = Array.from({ length: 20 }, (_, index) => Buffer.alloc(50_000, index));
    await Promise.all(contents.map((content) => store.put("same", content)));
    const kept = await buffer(await store.get("same"));
    expect(contents.some((content) => content.equals(kept))).toBe(true);
    expect(await readdir(join(folder, "vault", ".unfinished"))).toEqual([]);
  });
});

describe("the intake that web holds", () => {
  it("can put, and has nothing to read with", async () => {
    const intake = openIntake({ kind: "disk", folder: join(folder, "vault") });
    await intake.put("raw/1", Buffer.from("sealed"));
    expect(Object.keys(intake)).toEqual(["put"]);
    expect(await store.size("raw/1")).toBe(6);
  });
});
