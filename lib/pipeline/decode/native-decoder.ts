import { accessSync, constants, existsSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import { clocks } from "../rules.ts";
import { runBounded } from "./bounded-process.ts";
import { unnamedFile } from "./unnamed-file.ts";

/** A native ffmpeg that was seen to run within its limits. Plain data: it is handed to threads. */
export interface NativeDecoder {
  ffmpeg: string;
  ffprobe: string;
  version: string;
  /** What takes the network away from it; empty where this system does not let us. */
  offline: string[];
  /** The account it runs as when we are root. */
  user: number | undefined;
}

const nobody = 65_534;
const unshares = ["/usr/bin/unshare", "/bin/unshare"];

/**
 * Opens the ffmpeg at an absolute path; ffprobe lies beside it. Throws with a sentence for whoever set it up when it cannot
 * be run within limits. Without a path there is none, and the WASM build decodes.
 */
export async function openNativeDecoder(path: string | undefined): Promise<NativeDecoder | undefined> {
  if (!path) return undefined;
  const ffprobe = join(dirname(path), "ffprobe");
  if (!isAbsolute(path)) throw unusable(path, "it is not an absolute path");
  if (!existsSync("/proc/self/fd")) throw unusable(path, "this system has no /proc/self/fd");
  for (const program of [path, ffprobe]) {
    try {
      accessSync(program, constants.X_OK);
    } catch {
      throw unusable(path, `${program} is not there, or may not be run`);
    }
  }
  const user = process.getuid?.() === 0 ? nobody : undefined;
  const offline = await firstThatRuns(user);
  const version = await versionOf([...offline, path], user, path);
  await versionOf([...offline, ffprobe], user, path);
  return { ffmpeg: path, ffprobe, version, offline, user };
}

const unusable = (path: string, why: string) => new Error(`FFMPEG_PATH ${path}: ${why}.`);

/** A network of its own has no way out. Needs user namespaces, which some systems and most containers forbid. */
async function firstThatRuns(user: number | undefined): Promise<string[]> {
  for (const unshare of unshares.filter((program) => existsSync(program))) {
    const offline = [unshare, "--user", "--net"];
    const said = await runForText([...offline, "/bin/sh", "-c", "echo ready"], user);
    if (said === "ready\n") return offline;
  }
  return [];
}

async function versionOf(command: string[], user: number | undefined, path: string): Promise<string> {
  const said = await runForText([...command, "-version"], user);
  const version = /^ff(?:mpeg|probe) version (\S{1,60})/.exec(said)?.[1];
  if (version === undefined) throw unusable(path, `it does not say its version (${said.slice(0, 200).trim()})`);
  return version;
}

/** What a program says, or why it could not be run. */
async function runForText(command: string[], user: number | undefined): Promise<string> {
  const file = unnamedFile(new Uint8Array(), user);
  let text = "";
  try {
    await runBounded({
      command,
      input: file.descriptor,
      onOutput(bytes) {
        text += Buffer.from(bytes).toString("utf8");
        return text.length < 10_000;
      },
      limitMs: clocks.startMs,
      user,
      signal: new AbortController().signal,
    });
    return text;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    file.close();
  }
}
