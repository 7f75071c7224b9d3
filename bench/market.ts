import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";

const port = 4510;
export const folder = ".consonant/bench";
export const site = `http://localhost:${port}`;

/** Runs a child until its output holds a word; bounded. */
export function started(
  args: string[],
  env: Record<string, string>,
  word: string,
  limitMs: number,
): Promise<ChildProcess> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      child.kill("SIGKILL");
      reject(new Error(`${args.join(" ")} was not ready in time`));
    }, limitMs);
    child.stdout!.on("data", (data: Buffer) => {
      if (!data.toString().includes(word)) return;
      clearTimeout(late);
      resolve(child);
    });
    child.once("exit", (code) => reject(new Error(`${args.join(" ")} ended with ${code}`)));
  });
}

export const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.removeAllListeners("exit");
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
  });

/** The production market with its seed, in a data folder of the bench's own. */
export const startMarket = () =>
  started(
    ["--import", "tsx", "dev/start.ts"],
    { PORT: String(port), CONSONANT_DATA: folder, NODE_ENV: "production" },
    "ready http",
    600_000,
  );

/** A superuser's address of the bench's database. */
export const superuserUrl = (): string => {
  const password = readFileSync(`${folder}/postgres/superuser.password`, "utf8");
  return `postgres://postgres:${password}@127.0.0.1:${port + 5}/consonant`;
};
