import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const command = fileURLToPath(new URL("./compare-command.ts", import.meta.url));
const fixtures = fileURLToPath(new URL("../tests/fixtures/", import.meta.url));
const patience = { timeout: 180_000 };
const { FFMPEG_PATH: _, ...env } = process.env;

function compare(...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", command, ...args], { cwd: fixtures, env });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (text) => (stdout += text));
  child.stderr.on("data", (text) => (stderr += text));
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, stdout, stderr })));
}

test("says in its exit code and in words what two recordings are to each other", patience, async () => {
  const [same, different, refused] = await Promise.all([
    compare("copies/boiler-repair-faster-swapped.mp3", "calls/boiler-repair.flac"),
    compare("calls/parcel-next-door.flac", "calls/boiler-repair.flac", "--json"),
    compare("calls/boiler-repair.flac", "calls/not-audio.bin"),
  ]);
  expect(same.code).toBe(10);
  expect(same.stdout).toMatch(/^The same call: [\d.]+ % of the speech/);
  expect(same.stdout).toMatch(/ {2}left [\d.–]+ s is right [\d.–]+ s/);
  expect(different.code).toBe(0);
  expect(JSON.parse(different.stdout)).toMatchObject({
    verdict: "different",
    score: 0,
    matches: [],
    repeatedShare: [0, 0],
  });
  expect(refused).toMatchObject({ code: 3, stdout: expect.stringMatching(/^not-audio.bin: refused, not_audio/) });
});

test("is told two recordings", patience, async () => {
  const [none, three, absent] = await Promise.all([
    compare("calls/boiler-repair.flac"),
    compare("a", "b", "c"),
    compare("calls/boiler-repair.flac", "absent.wav"),
  ]);
  expect([none.code, three.code, absent.code]).toEqual([2, 2, 1]);
  expect(none.stderr).toContain("Name two recordings.");
});
