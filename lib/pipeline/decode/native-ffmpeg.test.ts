import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fixtureBytes } from "../../../tests/fixtures/calls.ts";
import { nativeFfmpegPath } from "../../../tests/fixtures/decoders.ts";
import { silentFlac } from "../../../tests/fixtures/hostile/flac.ts";
import { countingServer, descendants, leftovers } from "../../../tests/fixtures/hostile/leftovers.ts";
import { processInThread } from "../run-in-thread.ts";
import { runBounded } from "./bounded-process.ts";
import { type Decoded, decode } from "./decode.ts";
import { startFfmpeg } from "./ffmpeg.ts";
import { type NativeDecoder, openNativeDecoder } from "./native-decoder.ts";
import { unnamedFile } from "./unnamed-file.ts";

const reason = nativeFfmpegPath ? "" : " (skipped: no native ffmpeg here)";
const shell = (script: string) => ["/bin/sh", "-c", script];

/** Runs a script within the bounds of a decoder, and gives what it printed. */
async function bounded(command: string[], more: { limitMs?: number; input?: number; user?: number } = {}) {
  let said = "";
  const onOutput = (bytes: Uint8Array) => {
    said += Buffer.from(bytes).toString("utf8");
    return said.length < 100_000;
  };
  const done = await runBounded({ command, onOutput, limitMs: 20_000, signal: new AbortController().signal, ...more });
  return { said, ...done };
}

/** Waits until the native program is at work on the samples of a file. */
async function untilDecoding(): Promise<void> {
  const isDecoding = () =>
    descendants().some((line) => line.startsWith(`${nativeFfmpegPath} `) && line.includes("s16le"));
  for (let tries = 0; tries < 1_200 && !isDecoding(); tries++) await sleep(25);
  expect(isDecoding()).toBe(true);
}

describe.skipIf(process.platform !== "linux")("what a program may do that a file has taken over (Linux only)", () => {
  test("no file, no core, no environment, few descriptors, bounded memory and time", async () => {
    const { said } = await bounded(shell("ulimit -f; ulimit -c; ulimit -n; ulimit -v; ulimit -t; pwd"));
    expect(said.trim().split("\n")).toEqual(["0", "0", "64", "1500000", "21", "/"]);
    const environment = await bounded(["/usr/bin/env"]);
    expect(environment.said.replace(/^(?:PWD|OLDPWD|SHLVL|_)=.*\n/gm, "")).toBe("");
    const folder = mkdtempSync(join(tmpdir(), "bounded-"));
    const written = await bounded(shell(`echo much > ${folder}/file; test -s ${folder}/file && echo written`)).catch(
      String,
    );
    rmSync(folder, { recursive: true });
    expect(JSON.stringify(written)).not.toContain("written\\n");
  });

  test("ends at the wall clock, with everything that it started", async () => {
    const started = performance.now();
    const run = bounded(shell("sleep 61 & sleep 62 & sleep 63"), { limitMs: 300 });
    await expect(run).rejects.toThrow("ffmpeg ran longer than 300 ms");
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(descendants().filter((line) => /sleep 6[123]/.test(line))).toEqual([]);
  });

  test("is cut off when it says too much, and what it complains of is kept short", async () => {
    const { said, code } = await bounded(
      shell("while :; do echo yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy; done"),
    );
    expect(code).toBe(0);
    expect(said.length).toBeLessThan(400_000);
    const { errors } = await bounded(shell("i=0; while [ $i -lt 3000 ]; do echo complaint $i >&2; i=$((i+1)); done"));
    expect(errors).toEqual(["complaint 0", "complaint 1", "complaint 2", "complaint 3", "complaint 4"]);
  });

  test("a crash is the file's fault, a program that is not there is ours", async () => {
    await expect(bounded(shell("kill -SEGV $$"))).rejects.toThrow("ffmpeg crashed: 11");
    await expect(bounded(["/nowhere/ffmpeg"])).rejects.toThrow("ffmpeg could not be started");
    await expect(bounded(["/bin/sh", "-c", "exit 3"])).resolves.toMatchObject({ code: 3 });
  });

  test("the upload has no name in any folder, and is read where it lies", async () => {
    const file = unnamedFile(Buffer.from("raw upload"), process.getuid?.());
    const { said } = await bounded(shell("cat /proc/self/fd/3; readlink /proc/self/fd/3"), { input: file.descriptor });
    expect(said).toMatch(/^raw upload\S+\/consonant-upload-\S+ \(deleted\)\n$/);
    const elsewhere = unnamedFile(Buffer.from("raw upload"), undefined, tmpdir());
    file.close();
    // What is still open is seen, though no folder names it.
    expect(await leftovers()).toEqual([expect.stringMatching(/\/consonant-upload-.* \(deleted\)$/)]);
    elsewhere.close();
    expect(await leftovers()).toEqual([]);
  });

  test("does not outlive the thread that started it, though that had no time to say so", async () => {
    const folder = mkdtempSync(join(tmpdir(), "bounded-"));
    const entry = join(folder, "entry.mjs");
    const asked = '{ command: ["/bin/sleep", "64"], limitMs: 60000, signal: new AbortController().signal }';
    writeFileSync(
      entry,
      `import { runBounded } from "${new URL("./bounded-process.ts", import.meta.url).href}";
       await runBounded({ onOutput: () => true, ...${asked} });`,
    );
    const worker = new Worker(new URL("../start-typescript.mjs", import.meta.url), {
      argv: [pathToFileURL(entry).href],
    });
    const sleeping = () => descendants().filter((line) => line.startsWith("/bin/sleep 64"));
    for (let tries = 0; tries < 300 && sleeping().length === 0; tries++) await sleep(50);
    expect(sleeping()).toHaveLength(1);
    await worker.terminate();
    rmSync(folder, { recursive: true });
    for (let tries = 0; tries < 100 && sleeping().length > 0; tries++) await sleep(50);
    expect(sleeping()).toEqual([]);
  });
});

describe.skipIf(!nativeFfmpegPath)(`a native ffmpeg${reason}`, () => {
  let decoder: NativeDecoder;
  const folder = mkdtempSync(join(tmpdir(), "decoder-"));
  beforeAll(async () => {
    const opened = await openNativeDecoder(nativeFfmpegPath);
    if (!opened) throw new Error("it was not opened");
    decoder = opened;
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test("leaves root, and has no way out to the network where this system allows that", async () => {
    const { offline, user } = decoder;
    const owned = user === undefined ? {} : { user };
    const { said } = await bounded([...offline, ...shell("tail -n +3 /proc/net/dev | cut -d: -f1")], owned);
    if (offline.length > 0) expect(said.trim()).toBe("lo");
    expect(user).toBe(process.getuid?.() === 0 ? 65_534 : undefined);
    const server = await countingServer();
    const call = ["-v", "error", "-f", "wav", "-i", server.url, "-f", "null", "-"];
    const { code } = await bounded([...offline, decoder.ffmpeg, "-protocol_whitelist", "file", ...call], owned);
    expect(code).not.toBe(0);
    expect(await server.calls()).toBe(0);
  });

  test("gives the samples that the WASM build gives, to the last one", async () => {
    const [native, wasm] = [await startFfmpeg(decoder), await startFfmpeg()];
    for (const [name, container] of [
      ["directions-to-the-station.flac", "flac"],
      ["one-side.amr", "amr"],
    ] as const) {
      const a = (await decode(native, await fixtureBytes(name), container)) as Decoded;
      const b = (await decode(wasm, await fixtureBytes(name), container)) as Decoded;
      expect(a.left.length).toBe(b.left.length);
      expect(
        a.left.every((sample, i) => Math.abs(sample - (b.left[i] ?? 0)) <= 1),
        name,
      ).toBe(true);
    }
    await native.stop();
    await wasm.stop();
  });

  test("stopped or aborted in the middle, leaves no file and no process", async () => {
    const ffmpeg = await startFfmpeg(decoder);
    const decoding = decode(ffmpeg, silentFlac(36_000, 0), "flac");
    await untilDecoding();
    await ffmpeg.stop();
    expect(await decoding).toMatchObject({ outcome: "refused", reason: "damaged" });
    const withdrawn = new AbortController();
    const { signal } = withdrawn;
    const asked = { audio: silentFlac(36_000, 0), keep: "left", language: "en", decoder, signal } as const;
    const refused = expect(processInThread(asked)).rejects.toThrow("withdrawn");
    await untilDecoding();
    withdrawn.abort(new Error("withdrawn"));
    await refused;
    expect(await leftovers()).toEqual([]);
  }, 120_000);

  test("that cannot be used is told to whoever set it up, before any recording", async () => {
    const program = (name: string, text: string) => {
      writeFileSync(join(folder, name), text);
      chmodSync(join(folder, name), 0o755);
    };
    chmodSync(folder, 0o755);
    await expect(openNativeDecoder("ffmpeg")).rejects.toThrow("it is not an absolute path");
    await expect(openNativeDecoder(join(folder, "ffmpeg"))).rejects.toThrow("ffmpeg is not there, or may not be run");
    program("ffmpeg", "#!/bin/sh\necho something else\n");
    await expect(openNativeDecoder(join(folder, "ffmpeg"))).rejects.toThrow("ffprobe is not there, or may not be run");
    symlinkSync("/bin/true", join(folder, "ffprobe"));
    await expect(openNativeDecoder(join(folder, "ffmpeg"))).rejects.toThrow(
      "it does not say its version (something else)",
    );
    expect(await openNativeDecoder("")).toBeUndefined();
  });
});
