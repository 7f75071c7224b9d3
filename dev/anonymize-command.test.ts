import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readWav, writeWav } from "../lib/outside/wav.ts";

const command = fileURLToPath(new URL("./anonymize-command.ts", import.meta.url));
const root = fileURLToPath(new URL("..", import.meta.url));
const call = (name: string) => join(root, "tests/fixtures/calls", name);

// Each run starts a process: slow where many run at once.
const patienceMs = 120_000;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "anonymize-command-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function anonymize(args: string[], url?: string): Promise<{ code: number; stdout: string; stderr: string }> {
  const { ANONYMIZER_URL: _, ...env } = process.env;
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ["--import", "tsx", command, ...args],
      { cwd: root, timeout: patienceMs, env: { ...env, ...(url && { ANONYMIZER_URL: url }) } },
      (error, stdout, stderr) => resolve({ code: error ? Number(error.code ?? -1) : 0, stdout, stderr }),
    );
  });
}

test(
  "a call is written with both voices disguised, the same for the same seed only",
  async () => {
    const out = (name: string) => join(folder, name);
    const source = call("parcel-next-door.flac");
    const [done] = await Promise.all([
      anonymize([source, out("one.wav"), "--seed", "1", "--json"]),
      anonymize([source, out("again.wav"), "--seed", "1"]),
      anonymize([source, out("other.wav"), "--seed", "2", "--strength", "strong"]),
    ]);
    expect(done).toMatchObject({ code: 0, stderr: "" });
    const told = JSON.parse(done.stdout);
    expect(told).toMatchObject({ outcome: "disguised", channels: 2, strength: "default" });
    const [one, again, other] = await Promise.all(
      ["one", "again", "other"].map((name) => readFile(out(`${name}.wav`))),
    );
    expect(again).toEqual(one);
    expect(other).not.toEqual(one);
    const wav = readWav(one!);
    expect(wav?.channels).toHaveLength(2);
    expect(wav!.channels[0]!.length / wav!.sampleRateHz).toBeCloseTo(told.durationSeconds, 2);
  },
  patienceMs,
);

test(
  "refusals, wrong arguments and a missing file have codes of their own, and write nothing",
  async () => {
    const before = await readdir(folder);
    const out = join(folder, "nothing.wav");
    const runs = [
      [call("not-audio.bin"), out],
      [call("silence.flac"), out, "--strength", "loud"],
      [call("silence.flac"), out, "--seed", "-1"],
      [call("silence.flac")],
      [join(folder, "absent.wav"), out],
      ["--help"],
    ];
    const done = await Promise.all(runs.map((args) => anonymize(args)));
    expect(done.map(({ code }) => code)).toEqual([3, 2, 2, 2, 1, 0]);
    expect(done[0]!.stdout).toContain("Refused: not_audio");
    expect(done[5]!.stdout).toContain("--strength");
    expect(await readdir(folder)).toEqual(before);
  },
  patienceMs,
);

test(
  "a configured service disguises instead; when it fails, nothing is written",
  async () => {
    let works = true;
    const hum = Int16Array.from({ length: 1 << 20 }, (_, i) => 2_000 * Math.sin(i / 9));
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const body = Buffer.concat(chunks);
        const sent = readWav(body.subarray(body.indexOf("RIFF")));
        if (!works || !sent) return void response.writeHead(500).end();
        response.setHeader("x-anonymizer", "hum/1");
        response.end(writeWav({ ...sent, channels: [hum.slice(0, sent.channels[0]!.length)] }));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const out = join(folder, "service.wav");
    try {
      const done = await anonymize([call("boiler-repair.flac"), out, "--json"], url);
      expect(JSON.parse(done.stdout)).toMatchObject({ outcome: "disguised", by: "hum/1" });
      await rm(out);
      works = false;
      const failed = await anonymize([call("boiler-repair.flac"), out], url);
      expect(failed).toMatchObject({ code: 4, stdout: expect.stringContaining("refused (status 500)") });
      expect(await readdir(folder)).not.toContain("service.wav");
    } finally {
      server.close();
    }
  },
  patienceMs,
);
