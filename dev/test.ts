import { spawnSync } from "node:child_process";
import { ensureChromium } from "./chromium.ts";

// npm test: everything that must hold, in the order in which it fails fastest. One production build and one Postgres are
// shared by what needs them.
const bin = (name: string) => `node_modules/.bin/${name}`;
const steps: [string, string, string[]][] = [
  ["lint", bin("biome"), ["check", "."]],
  ["route types", bin("next"), ["typegen"]],
  ["types", bin("tsc"), ["--noEmit"]],
  ["what nothing uses", bin("knip"), []],
  ["structure, units, rooms, attacks", bin("vitest"), ["run"]],
  // the mutants all at once take longer than everything else: here the same forty of them each time, all with npm run attack
  ["routes and mutants", bin("tsx"), ["dev/attack.ts", "--only", "routes", "--only", "mutants", "--sample", "40"]],
  ["browser", bin("playwright"), ["test"]],
];

const began = performance.now();
const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(0)} s`;
const env = { ...process.env, CONSONANT_CHROMIUM: ensureChromium(), NEXT_TELEMETRY_DISABLED: "1", FORCE_COLOR: "0" };
for (const [name, command, args] of steps) {
  console.log(`\n== ${name}`);
  const from = performance.now();
  const done = spawnSync(command, args, { stdio: "inherit", env });
  if (done.status !== 0) {
    console.error(`\n${name} failed after ${seconds(from)}`);
    process.exit(1);
  }
  console.log(`-- ${name}: ${seconds(from)}`);
}
console.log(`\nall of it passed in ${seconds(began)}`);
