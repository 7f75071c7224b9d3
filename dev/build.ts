import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";

const sources = [
  "app",
  "components",
  "db",
  "delivery",
  "i18n",
  "lib",
  "messages",
  "passkeys",
  "public",
  "server",
  "worker",
  "next.config.ts",
  "proxy.ts",
  "package.json",
  "package-lock.json",
  "postcss.config.mjs",
  "tsconfig.json",
];
const stamp = "dist/built-from";

/** Builds the production app, unless what was built last came from these very sources. True when it had to. */
export function buildIfNeeded(): boolean {
  const now = digest();
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, "utf8") === now && fs.existsSync(".next/BUILD_ID")) return false;
  fs.rmSync(stamp, { force: true });
  const env = { ...process.env, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1" };
  run(["node_modules/next/dist/bin/next", "build"], env);
  run(["server/build.mjs"], env);
  fs.writeFileSync(stamp, now);
  return true;
}

function run(args: string[], env: NodeJS.ProcessEnv): void {
  const done = spawnSync(process.execPath, args, { env, encoding: "utf8", maxBuffer: 64 << 20 });
  if (done.status !== 0) throw new Error(`${args.join(" ")} failed\n${done.stdout}\n${done.stderr}`);
}

function digest(): string {
  const hash = createHash("sha256");
  const add = (file: string): void => {
    const found = fs.statSync(file, { throwIfNoEntry: false });
    if (found?.isDirectory()) for (const name of fs.readdirSync(file).sort()) add(path.join(file, name));
    else if (found && !/\.test\.tsx?$/.test(file)) hash.update(`${file}\0`).update(fs.readFileSync(file)).update("\0");
  };
  for (const source of sources) add(source);
  return hash.digest("hex");
}
