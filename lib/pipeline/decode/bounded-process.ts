import { type ChildProcessByStdio, spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { FfmpegFailure } from "./ffmpeg-failure.ts";

export interface BoundedRun {
  /** The program by its absolute path, and its arguments. */
  command: string[];
  /** Becomes descriptor 3 of the program: /proc/self/fd/3 opens it. */
  input?: number | undefined;
  /** Takes standard output as it comes; false ends the run, which then counts as done. */
  onOutput: (bytes: Uint8Array) => boolean;
  limitMs: number;
  /** Whoever starts as root leaves it. */
  user?: number | undefined;
  signal: AbortSignal;
}
export interface BoundedResult {
  code: number;
  errors: string[];
}

const addressKilobytes = 1_500_000;
const mostErrorBytes = 8_192;
const shell = "/bin/sh";

/**
 * Limits itself and what it starts, starts the program, and waits for it. Its standard input is a pipe that only we hold:
 * when we end, killed or with our thread terminated, the kernel closes it, and the whole group is killed. A limit that
 * this system does not know ends it with 125 before anything is started.
 */
const guard = `
ulimit -c 0 && ulimit -n 64 && ulimit -f 0 && ulimit -v "$1" && ulimit -t "$2" || exit 125
shift 2
exec 4<&0 </dev/null
"$@" 4<&- &
program=$!
{ read -r word <&4; kill -9 0; } >/dev/null 2>&1 3<&- &
watch=$!
wait "$program"
code=$?
kill -9 "$watch"
exit "$code"
`;

/**
 * Runs a program that a hostile file may have taken over: limits on memory, processor time and open files, no file written,
 * no core, an empty environment, a process group of its own that is killed at the wall clock and on abort. Throws
 * FfmpegFailure when a limit or a crash ended it, and an Error when it could not be started.
 */
export async function runBounded(run: BoundedRun): Promise<BoundedResult> {
  run.signal.throwIfAborted();
  const child = start(run);
  let ended: "enough" | "late" | undefined;
  const kill = (why?: typeof ended) => {
    ended ??= why;
    killGroup(child);
  };
  const timer = setTimeout(() => kill("late"), run.limitMs);
  const abort = () => kill();
  run.signal.addEventListener("abort", abort, { once: true });
  const errors: Buffer[] = [];
  let errorBytes = 0;
  child.stdout.on("data", (bytes: Buffer) => {
    if (ended === undefined && !run.onOutput(bytes)) kill("enough");
  });
  child.stderr.on("data", (bytes: Buffer) => {
    if (errorBytes < mostErrorBytes) errors.push(bytes);
    errorBytes += bytes.length;
  });
  // The guard may be gone before we let go of its input.
  child.stdin.on("error", () => kill());
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", resolve);
    });
    run.signal.throwIfAborted();
    if (ended === "late") throw new FfmpegFailure(`ffmpeg ran longer than ${run.limitMs} ms`);
    const said = Buffer.concat(errors).toString("utf8").split("\n").filter(Boolean);
    return { code: ended === "enough" ? 0 : understood(code, said), errors: said.slice(0, 5).map(shortened) };
  } finally {
    clearTimeout(timer);
    run.signal.removeEventListener("abort", abort);
    killGroup(child);
  }
}

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

function start({ command, input, limitMs, user }: BoundedRun): Child {
  const processorSeconds = Math.ceil(limitMs / 1_000) + 1;
  return spawn(shell, ["-c", guard, "guard", String(addressKilobytes), String(processorSeconds), ...command], {
    stdio: ["pipe", "pipe", "pipe", input ?? "ignore"],
    env: Object.create(null),
    cwd: "/",
    detached: true,
    ...(user !== undefined && { uid: user, gid: user }),
  }) as Child;
}

/** The group outlives its leader when something is left in it. */
function killGroup({ pid }: Child): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** The exit code, where it is the program's own. */
function understood(code: number | null, said: string[]): number {
  const first = shortened(said[0] ?? "");
  if (code === 125) throw new Error(`limits could not be set on ffmpeg: ${first}`);
  if (code === 126 || code === 127 || /^unshare: /.test(first))
    throw new Error(`ffmpeg could not be started: ${first}`);
  if (code === null || code > 128) throw new FfmpegFailure(`ffmpeg crashed: ${code === null ? "killed" : code - 128}`);
  return code;
}

const shortened = (line: string) => line.slice(0, 200);
