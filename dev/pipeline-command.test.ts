import { spawn } from "node:child_process";
import { access, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { shortCall } from "../tests/fixtures/short-call.ts";

const command = fileURLToPath(new URL("./pipeline-command.ts", import.meta.url));
const root = fileURLToPath(new URL("..", import.meta.url));
const patience = { timeout: 180_000 };

let folder: string;
let call: Awaited<ReturnType<typeof shortCall>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pipeline-command-"));
  call = await shortCall();
  for (const place of ["one", "two"]) await mkdir(join(folder, place));
  await writeFile(join(folder, "one", "call.flac"), call.audio);
  await writeFile(join(folder, "one", "call.transcript.json"), JSON.stringify(call.transcript));
  await writeFile(join(folder, "two", "Call.flac"), (await shortCall(8)).audio);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const { FFMPEG_PATH: _, RECOGNISER_URL: __, REDACTION_URL: ___, ANONYMIZER_URL: ____, ...env } = process.env;

function start(...args: string[]) {
  const child = spawn(process.execPath, ["--import", "tsx", command, ...args], { cwd: root, env });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (text) => (stdout += text));
  child.stderr.on("data", (text) => (stderr += text));
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
  return { child, ended };
}
const pipeline = (...args: string[]) => start(...args).ended;
const linesOf = (stdout: string) =>
  stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
/** Looked at often: a step of a short call is over soon. */
async function untilTrue(ask: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 60_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 20)))
    if (await ask()) return;
  throw new Error("waited a minute for nothing");
}
const inFolder = (...names: string[]) => join(folder, ...names);
const jsonIn = async (...names: string[]) => JSON.parse(await readFile(inFolder(...names), "utf8"));

test("each file gets a folder of its own; what is refused or broken does not stop the others", patience, async () => {
  const silence = join(root, "tests/fixtures/calls/silence.flac");
  const files = [inFolder("one", "call.flac"), inFolder("two", "Call.flac"), silence, inFolder("absent.wav")];
  const args = [...files, "--out", inFolder("out"), "--keep", "left", "--jobs", "1", "--json"];
  const { code, stdout } = await pipeline(...args);
  expect(code).toBe(1);
  const lines = linesOf(stdout);
  expect(lines).toMatchObject([
    { file: files[0], outcome: "processed", folder: inFolder("out", "call"), durationSeconds: 9 },
    { file: files[1], outcome: "processed", folder: inFolder("out", "Call-2") },
    { file: silence, outcome: "refused", reason: "mostly_silence" },
    { file: files[3], outcome: "broke", detail: expect.stringContaining("no such file") },
  ]);
  expect((await readdir(inFolder("out"))).sort()).toEqual(["Call-2", "call"]);
  const report = await jsonIn("out", "call", "report.json");
  const clips = report.clips.map(({ file }: { file: string }) => file);
  expect(clips[0]).toBe("a-00000.flac");
  expect((await readdir(inFolder("out", "call"))).sort()).toEqual(
    [...clips, "peaks.json", "report.json", "transcript.json"].sort(),
  );
  expect(report.report.transcriptSource).toBe("contributor");
  expect(JSON.stringify(report)).not.toMatch(/whitfield|peaks|sides/i);
  const { turns } = await jsonIn("out", "call", "transcript.json");
  expect(turns[0].text).toContain("[NAME]");
  expect(Object.keys((await jsonIn("out", "call", "peaks.json")).clips)).toEqual(clips);
  expect((await jsonIn("out", "Call-2", "report.json")).report.transcriptSource).toBe("none");

  const again = await pipeline(...files.slice(0, 3), ...args.slice(4));
  expect(again.code).toBe(3);
  expect(linesOf(again.stdout).map(({ outcome }) => outcome)).toEqual(["there_already", "there_already", "refused"]);
});

test("killed, then stopped, it goes on where it was, and leaves nothing half written", patience, async () => {
  await writeFile(inFolder("long.flac"), (await shortCall(24)).audio);
  const args = [inFolder("long.flac"), "--seed", "7", "--json", "--out"];
  const broken = inFolder("broken");
  const [work] = [join(broken, ".work")];
  const stepThere = async (step: string) => {
    for (const name of await readdir(work).catch(() => [] as string[])) {
      if (
        await access(join(work, name, `${step}.step`)).then(
          () => true,
          () => false,
        )
      )
        return true;
    }
    return false;
  };
  const first = start(...args, broken);
  await untilTrue(() => stepThere("fingerprint"));
  first.child.kill("SIGKILL");
  await first.ended;
  const second = start(...args, broken);
  await untilTrue(() => stepThere("disguise-left"));
  second.child.kill("SIGINT");
  expect((await second.ended).code).toBe(130);
  expect(await readdir(broken)).toEqual([".work"]);

  const third = await pipeline(...args, broken);
  expect(third.code).toBe(0);
  const resumed = linesOf(third.stdout)[0].report.steps.filter((step: { resumed: boolean }) => step.resumed);
  expect(resumed.length).toBeGreaterThanOrEqual(5);
  expect(await readdir(broken)).toEqual(["long"]);
  expect((await pipeline(...args, inFolder("whole"))).code).toBe(0);
  const clipsOf = async (place: string) => {
    const { clips } = await jsonIn(place, "long", "report.json");
    return clips.map(({ sha256 }: { sha256: string }) => sha256);
  };
  expect(await clipsOf("broken")).toEqual(await clipsOf("whole"));
});

test("wrong arguments have a code of their own, and --help says them all", patience, async () => {
  const wrong = [
    ["call.flac"],
    ["call.flac", "--out", folder, "--keep", "none"],
    ["a.flac", "b.flac", "--out", folder, "--transcript", "a.json"],
  ];
  for (const args of wrong) expect(await pipeline(...args), args.join(" ")).toMatchObject({ code: 2, stdout: "" });
  const { code, stdout } = await pipeline("--help");
  expect(code).toBe(0);
  for (const option of ["--out", "--keep", "--language", "--transcript", "--strength", "--seed", "--work", "--jobs"])
    expect(stdout).toContain(option);
});
