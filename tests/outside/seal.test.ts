import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { newIdentity, seal, sealStream, unseal, unsealStream } from "../../lib/outside/seal.ts";
import { openStore, TooLarge } from "../../lib/outside/storage.ts";

const recording = Buffer.from("A call between Ann and Ben, 00:00 to 00:42. ".repeat(5000));

function inPieces(bytes: Uint8Array, size: number): Readable {
  return Readable.from(
    (function* () {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    })(),
  );
}

describe("a sealed file", () => {
  it("opens for its identity and tells nothing without", async () => {
    const { identity, recipient } = await newIdentity();
    const sealed = await seal(recipient, recording);
    expect(Buffer.from(sealed).includes("Ann and Ben")).toBe(false);
    expect(Buffer.from(await unseal(identity, sealed)).equals(recording)).toBe(true);
    const stranger = await newIdentity();
    await expect(unseal(stranger.identity, sealed)).rejects.toThrow();
  });

  it("is never sealed twice under the same key and nonce", async () => {
    const { recipient } = await newIdentity();
    const sealed = await Promise.all(Array.from({ length: 20 }, () => seal(recipient, Buffer.from("the same"))));
    // the recipient's line, the file key's wrapping and the payload all differ: nothing is drawn twice
    const parts = sealed.map((bytes) => Buffer.from(bytes).toString("latin1").split("\n"));
    for (const at of [1, 2]) expect(new Set(parts.map((lines) => lines[at])).size).toBe(20);
    expect(new Set(sealed.map((bytes) => Buffer.from(bytes.slice(-40)).toString("hex"))).size).toBe(20);
  });

  it("is the same whether it was sealed at once or as a stream, in pieces of any size", async () => {
    const { identity, recipient } = await newIdentity();
    for (const size of [1000, 65_536, 70_000]) {
      const sealed = await buffer(await sealStream(recipient, inPieces(recording, size)));
      expect(Buffer.from(await unseal(identity, sealed)).equals(recording)).toBe(true);
      const opened = await buffer(await unsealStream(identity, inPieces(sealed, size)));
      expect(opened.equals(recording)).toBe(true);
    }
  });

  it("is refused when one bit was changed, wherever it is", async () => {
    const { identity, recipient } = await newIdentity();
    const sealed = await seal(recipient, recording);
    for (const at of [0, 60, Math.floor(sealed.length / 2), sealed.length - 1]) {
      const changed = Uint8Array.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      await expect(unseal(identity, changed), `byte ${at}`).rejects.toThrow();
    }
  });

  it("is refused when its end is missing, even at a border between chunks", async () => {
    const { identity, recipient } = await newIdentity();
    const sealed = Buffer.from(await seal(recipient, recording));
    const headerBytes = sealed.indexOf("\n---") + 49;
    for (const length of [sealed.length - 1, headerBytes + 16 + 65_552]) {
      const opening = unsealStream(identity, inPieces(sealed.subarray(0, length), 10_000)).then(buffer);
      await expect(opening, `${length} bytes`).rejects.toThrow();
    }
  });

  it("passes an uploader's failure on instead of ending early", async () => {
    const { recipient } = await newIdentity();
    const broken = Readable.from(
      (async function* () {
        yield recording;
        throw new Error("the uploader went away");
      })(),
    );
    await expect(sealStream(recipient, broken).then(buffer)).rejects.toThrow("went away");
  });
});

describe("a stream on its way to a store", () => {
  it("stops the uploader when the store has had enough, and keeps nothing", async () => {
    const folder = mkdtempSync(join(tmpdir(), "seal-"));
    const store = openStore({ kind: "disk", folder });
    const { recipient } = await newIdentity();
    let given = 0;
    const uploader = Readable.from(
      (async function* () {
        for (; given < 1000; given += 1) yield Buffer.alloc(65_536, given);
      })(),
    );
    const sealed = await sealStream(recipient, uploader);
    await expect(store.put("raw/1", sealed, { maxBytes: 1_000_000 })).rejects.toThrow(TooLarge);
    await expect.poll(() => uploader.destroyed, { timeout: 2000 }).toBe(true);
    expect(given).toBeLessThan(100);
    expect(await store.size("raw/1")).toBeNull();
    rmSync(folder, { recursive: true });
  });
});

describe("the standard age command", () => {
  const hasAge = spawnSync("age", ["--version"]).status === 0;
  if (!hasAge) console.log("skipped: the age command is not installed, so no file was opened with it");

  it.skipIf(!hasAge)("opens what was sealed here, and seals what opens here", async () => {
    const { identity, recipient } = await newIdentity();
    const folder = mkdtempSync(join(tmpdir(), "age-"));
    const key = join(folder, "key.txt");
    writeFileSync(key, `${identity}\n`, { mode: 0o600 });
    const sealed = await buffer(await sealStream(recipient, inPieces(recording, 4096)));
    const opened = execFileSync("age", ["--decrypt", "--identity", key], { input: sealed });
    expect(opened.equals(recording)).toBe(true);
    const byTool = execFileSync("age", ["--encrypt", "--recipient", recipient], { input: recording });
    expect(Buffer.from(await unseal(identity, byTool)).equals(recording)).toBe(true);
    rmSync(folder, { recursive: true });
  });
});
