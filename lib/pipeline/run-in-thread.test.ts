import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import { describe, expect, test } from "vitest";
import { fixtureBytes, fixtureTranscript } from "../../tests/fixtures/calls.ts";
import { shortCall } from "../../tests/fixtures/short-call.ts";
import type { ProcessedRecording } from "./processed.ts";
import { processInThread } from "./run-in-thread.ts";

const run = promisify(execFile);

describe("the pipeline in its own thread", { timeout: 120_000 }, () => {
  test("gives what it gives without, tells its progress, and leaves the event loop free", async () => {
    const steps: string[] = [];
    let ticks = 0;
    const ticking = setInterval(() => ticks++, 20);
    const processed = await processInThread({
      audio: await fixtureBytes("boiler-repair.flac"),
      transcript: await fixtureTranscript("boiler-repair.flac"),
      keep: "both",
      language: "en",
      onProgress: (step) => steps.push(step),
    });
    clearInterval(ticking);
    expect(processed.outcome === "processed" && processed.clips[0]?.flac.subarray(0, 4)).toEqual(
      new Uint8Array(Buffer.from("fLaC")),
    );
    expect(steps).toEqual([
      "decode",
      "fingerprint",
      "measure",
      "redact",
      "bleep",
      "draw",
      "disguise",
      "disguise",
      "clips",
    ]);
    expect(ticks).toBeGreaterThan(10);
  });

  test("ends at its time limit and when it is aborted", async () => {
    const audio = await fixtureBytes("boiler-repair.flac");
    const late = await processInThread({ audio, keep: "both", language: "en" }, 30);
    expect(late).toMatchObject({ outcome: "refused", reason: "damaged" });
    const signal = AbortSignal.timeout(100);
    await expect(processInThread({ audio, keep: "both", language: "en", signal })).rejects.toThrow(/timeout/i);
  });

  test("takes the upload's memory where nobody else uses it, and copies it otherwise", async () => {
    const { audio, transcript } = await shortCall();
    const asked = { audio, transcript, keep: "left", language: "en", seed: new Uint8Array([1]) } as const;
    const copied = (await processInThread(asked)) as ProcessedRecording;
    expect(audio.length).toBeGreaterThan(1_000);
    const taken = (await processInThread({ ...asked, givesAudioAway: true })) as ProcessedRecording;
    expect(audio.length).toBe(0);
    expect(taken, JSON.stringify(taken).slice(0, 300)).toMatchObject({ clips: copied.clips });
  });

  test("asks whoever started it whether to go on, once it knows the sides, and ends before anything is disguised", async () => {
    const audio = await fixtureBytes("boiler-repair.flac");
    const steps: string[] = [];
    const heard: string[] = [];
    const ask = (answer: () => Promise<boolean>) =>
      processInThread({
        ...{ audio, keep: "left", language: "en" },
        onProgress: (step) => steps.push(step),
        stopAfterFingerprint: async (sides) => {
          heard.push(...sides.map(({ channel, print }) => `${channel} ${print.codes.length > 100}`));
          return answer();
        },
      });
    expect(await ask(async () => true)).toEqual({ outcome: "stopped" });
    expect([steps, heard]).toEqual([["decode", "fingerprint"], ["left true"]]);
    const broken = new Error("the database is away");
    const asked = ask(async () => {
      throw broken;
    });
    await expect(asked).rejects.toBe(broken);
    expect(steps).toHaveLength(4);
  });

  test("runs from bundles that lie side by side, as in production", async () => {
    const room = fileURLToPath(new URL(".", import.meta.url));
    const root = fileURLToPath(new URL("../../node_modules/.cache/", import.meta.url));
    await mkdir(root, { recursive: true });
    const folder = await mkdtemp(join(root, "pipeline-"));
    try {
      await build({
        entryPoints: {
          worker: join(room, "run-in-thread.ts"),
          "pipeline-thread": join(room, "pipeline-thread.ts"),
          "ffmpeg-thread": join(room, "decode/ffmpeg-thread.ts"),
        },
        outdir: folder,
        outExtension: { ".js": ".mjs" },
        bundle: true,
        platform: "node",
        format: "esm",
        packages: "external",
      });
      const call = fileURLToPath(new URL("../../tests/fixtures/calls/boiler-repair.flac", import.meta.url));
      const script = `
        import { readFileSync } from "node:fs";
        import { processInThread } from "./worker.mjs";
        const audio = readFileSync(${JSON.stringify(call)});
        const processed = await processInThread({ audio, keep: "left", language: "en" });
        console.log(processed.outcome, processed.clips.length);`;
      await writeFile(join(folder, "start.mjs"), script);
      const { stdout } = await run(process.execPath, [join(folder, "start.mjs")], { timeout: 60_000 });
      expect(stdout).toMatch(/^processed [1-9]/);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
