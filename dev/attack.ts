import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { attackRoutes } from "../tests/matrix/attack-routes.ts";
import { runMutants } from "../tests/mutants/run.ts";

// npm run attack: everything that somebody else could try, and whether we would notice if a defence were gone.
const usage = `usage: npm run attack [-- --only stories|routes|mutants] [--sample N]

  stories  a taken-over process with arbitrary SQL, and the named cases, against a throwaway PostgreSQL
  routes   every route and action of the production build, as everybody, with everybody else's objects
  mutants  every policy, grant, check and trigger taken away, one at a time: an attack must fail each time
           (--sample N: so many of them, drawn)

Exit codes: 0 nothing leaked and no mutant survived, 1 something did, 2 usage.`;

const parts = ["stories", "routes", "mutants"] as const;
type Part = (typeof parts)[number];
const { values } = parseArgs({
  options: {
    only: { type: "string", multiple: true },
    sample: { type: "string" },
    help: { type: "boolean", default: false },
  },
});
const only = values.only as Part[] | undefined;
const sample = values.sample === undefined ? undefined : Number(values.sample);
if (values.help || only?.some((part) => !parts.includes(part)) || (sample !== undefined && !(sample > 0))) {
  console.log(usage);
  process.exit(values.help ? 0 : 2);
}

const began = performance.now();
const say = (line: string) => console.log(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${line}`);
const lines: string[] = [];
let failed = false;

if (!only || only.includes("stories")) {
  const { passed, broken } = tellStories();
  lines.push(`stories   ${passed + broken} attacks, ${passed} fended off, ${broken} not`);
  failed ||= broken > 0 || passed === 0;
}
if (!only || only.includes("routes")) {
  const { findings, ...done } = await attackRoutes({ say, build: true });
  for (const { kind, what, by, repeat } of findings) console.log(`\n${kind}: ${what}\n  as ${by}\n  ${repeat}`);
  lines.push(
    `routes    ${done.attempts} attempts on ${done.routes} routes and ${done.actions} actions as ${done.principals} principals, ${done.canaries} canaries: ${done.leaks} leaks, ${findings.length} findings`,
  );
  failed ||= findings.length > 0;
}
if (!only || only.includes("mutants")) {
  const done = await runMutants({ say, ...(sample && { sample }) });
  lines.push(
    `mutants   ${done.mutants}: ${done.attack} caught by an attack, ${done.law} by a law, ${done.harmless} shown harmless, ${done.survived} survived, ${done.errors} could not be made`,
  );
  failed ||= done.survived > 0 || done.errors > 0;
}
console.log(
  `\n${lines.join("\n")}\n${failed ? "NOT HELD" : "held"} in ${((performance.now() - began) / 1000).toFixed(0)} s`,
);
process.exit(failed ? 1 : 0);

/** The attacks that are tests of their own (tests/attacks), counted. */
function tellStories(): { passed: number; broken: number } {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "consonant-stories-")), "report.json");
  try {
    const args = [
      "run",
      "--project",
      "rooms",
      "tests/attacks",
      "--reporter",
      "dot",
      "--reporter",
      "json",
      "--outputFile.json",
      file,
    ];
    spawnSync("node_modules/.bin/vitest", args, { stdio: "inherit", env: { ...process.env, LOG_LEVEL: "silent" } });
    const report = JSON.parse(fs.readFileSync(file, "utf8")) as { numPassedTests: number; numFailedTests: number };
    return { passed: report.numPassedTests, broken: report.numFailedTests };
  } finally {
    fs.rmSync(path.dirname(file), { recursive: true, force: true });
  }
}
