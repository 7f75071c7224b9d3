import os from "node:os";
import { attackRoutes } from "./attack-routes.ts";

// npx tsx tests/matrix/run.ts: the matrix alone. --as-built attacks what was built last, whatever the sources say
// by now; --only=passkeys,account runs these parts.
const began = performance.now();
const load = () => os.loadavg()[0]!.toFixed(1);
const before = load();
const say = (line: string) => console.log(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${line}`);

const only = process.argv
  .find((one) => one.startsWith("--only="))
  ?.slice("--only=".length)
  .split(",");

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => process.exit(1));
const summary = await attackRoutes({ say, build: !process.argv.includes("--as-built"), only });
const { findings, byPart, ...counts } = summary;
for (const { kind, what, by, repeat } of findings) console.log(`\n${kind}: ${what}\n  as ${by}\n  ${repeat}`);
console.log(`\n${JSON.stringify({ ...counts, byPart })}`);
console.log(
  `${counts.attempts} attempts on ${counts.routes} routes and ${counts.actions} actions: ${counts.leaks} leaks, ${findings.length} findings; load ${before} when it began, ${load()} now`,
);
process.exit(findings.length === 0 ? 0 : 1);
