import { type ChildProcess, spawn } from "node:child_process";

export type Started = { name: string; child: ChildProcess; stop(): Promise<void> };

/**
 * Starts one process of the market and waits for its line with "ready". What it prints afterwards is shown under its name.
 * Throws with its last words when it ends before, or is not ready in time.
 */
export function startProcess(o: {
  name: string;
  args: string[];
  env: Record<string, string | undefined>;
  readyMs: number;
  onSpawn: (started: Started) => void;
  onExit: (name: string, code: number | null) => void;
}): Promise<void> {
  const child = spawn(process.execPath, o.args, { env: o.env as NodeJS.ProcessEnv, stdio: ["ignore", "pipe", "pipe"] });
  const last: string[] = [];
  let ready = false;
  let stopping = false;
  const started: Started = {
    name: o.name,
    child,
    stop: () =>
      new Promise((resolve) => {
        stopping = true;
        if (child.exitCode !== null || child.signalCode !== null) return resolve();
        const late = setTimeout(() => child.kill("SIGKILL"), 16_000);
        child.once("exit", () => {
          clearTimeout(late);
          resolve();
        });
        child.kill("SIGTERM");
      }),
  };
  o.onSpawn(started); // so that it is stopped too when one that starts beside it fails
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      child.kill("SIGKILL");
      reject(new Error(`${o.name} was not ready within ${o.readyMs / 1000} s\n${last.join("\n")}`));
    }, o.readyMs);
    const hear = (data: Buffer) => {
      for (const line of data.toString().split("\n").filter(Boolean)) {
        last.push(line);
        if (last.length > 30) last.shift();
        if (!ready && line.includes('"ready"')) {
          ready = true;
          clearTimeout(late);
          resolve();
        } else if (ready) console.log(`${o.name}  ${line}`);
      }
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("exit", (code) => {
      clearTimeout(late);
      if (!ready) reject(new Error(`${o.name} ended with ${code} before it was ready\n${last.join("\n")}`));
      else if (!stopping) o.onExit(o.name, code);
    });
  });
}
