import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const command = fileURLToPath(new URL("./pipeline-command.ts", import.meta.url));
const root = fileURLToPath(new URL("..", import.meta.url));
const call = (name: string) => join(root, "tests/fixtures/calls", name);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pipeline-command-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function pipeline(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ["--import", "tsx", command, ...args],
      { cwd: root, timeout: 60_000 },
      (error, stdout, stderr) => {
        resolve({ code: error ? Number(error.code ?? -1) : 0, stdout, stderr });
      },
    );
  });
}

test("a call becomes clips and a record beside them", async () => {
  const transcript = call("boiler-repair.transcript.json");
  const done = await pipeline(
    call("boiler-repair.flac"),
    "--out",
    folder,
    "--keep",
    "left",
    "--transcript",
    transcript,
    "--json",
  );
  expect(done.code).toBe(0);
  const recording = JSON.parse(await readFile(join(folder, "recording.json"), "utf8"));
  expect(JSON.parse(done.stdout)).toEqual(recording);
  const files = recording.clips.map((clip: { file: string }) => clip.file);
  expect(files[0]).toBe("a-0000.flac");
  expect((await readdir(folder)).sort()).toEqual([...files, "recording.json"].sort());
});

test("a refusal, wrong arguments and a missing file have codes of their own", async () => {
  const refused = await pipeline(call("silence.flac"), "--out", folder);
  expect(refused).toMatchObject({ code: 3, stdout: expect.stringContaining("Refused: mostly_silence") });
  expect(await pipeline(call("silence.flac"), "--out", folder, "--keep", "none")).toMatchObject({ code: 2 });
  expect(await pipeline("--nonsense")).toMatchObject({ code: 2 });
  expect(await pipeline(join(folder, "absent.wav"), "--out", folder)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("no such file"),
  });
  expect(await pipeline("--help")).toMatchObject({ code: 0, stdout: expect.stringContaining("--transcript FILE") });
});
