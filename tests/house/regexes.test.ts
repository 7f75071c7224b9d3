import { Worker } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { hostileStrings } from "./hostile-strings.ts";
import { type FoundRegex, regexesOf } from "./regexes.ts";
import { sourcesEndingIn } from "./sources.ts";

/** Half of the largest header that the server reads, and more than any field of a form takes. */
const LENGTH = 8_192;
/** Linear ones take well below a millisecond; what doubles with each character never ends. */
const LIMIT_MS = 300;
const REGEX_FLOOR = 150;

const sources = sourcesEndingIn([".ts", ".tsx", ".mjs", ".cjs"]).filter(
  ({ path }) => !/^(?:tests|e2e|bench)\/|\.test\.tsx?$/.test(path),
);
const read = sources.map(regexesOf);
const house: FoundRegex[] = read.flatMap(({ found }) => found);
/** What zod itself runs over a stranger's text. */
const zods: FoundRegex[] = Object.entries({ email: z.regexes.email, uuid: z.regexes.uuid() }).map(([name, one]) => ({
  path: `zod ${name}`,
  pattern: one.source,
  flags: one.flags,
}));

const WORK = `
const { parentPort } = require("node:worker_threads");
parentPort.on("message", ({ pattern, flags, strings, limit }) => {
  let worst = 0, text = "";
  for (const one of strings) {
    let took = Infinity;
    for (let i = 0; i < 5 && took > limit; i++) {
      const began = performance.now();
      one.replace(new RegExp(pattern, flags), "");
      took = Math.min(took, performance.now() - began);
    }
    if (took > worst) { worst = took; text = one.slice(0, 40); }
    if (took > limit) break;
  }
  parentPort.postMessage({ worst, text });
});`;

type Slow = { path: string; pattern: string; text: string };

/** Which of these take too long over strings that are made for them: in a thread, since one that never ends cannot be stopped. */
async function slowOnes(regexes: readonly FoundRegex[], giveUpMs = 5_000): Promise<Slow[]> {
  const slow: Slow[] = [];
  let worker = new Worker(WORK, { eval: true });
  for (const { path, pattern, flags } of regexes) {
    const strings = hostileStrings(pattern, flags, LENGTH);
    const answer = new Promise<{ worst: number; text: string }>((resolve) => {
      const timer = setTimeout(() => resolve({ worst: Number.POSITIVE_INFINITY, text: "it never ended" }), giveUpMs);
      worker.once("message", (message) => {
        clearTimeout(timer);
        resolve(message);
      });
    });
    worker.postMessage({ pattern, flags, strings, limit: LIMIT_MS });
    const { worst, text } = await answer;
    if (worst > LIMIT_MS) slow.push({ path, pattern, text });
    if (worst === Number.POSITIVE_INFINITY) {
      await worker.terminate();
      worker = new Worker(WORK, { eval: true });
    }
  }
  await worker.terminate();
  return slow;
}

describe("the regular expressions of the house", () => {
  it("are all read", () => {
    expect(read.flatMap(({ unread }) => unread)).toEqual([]);
    expect(house.length).toBeGreaterThanOrEqual(REGEX_FLOOR);
  });

  it("end in time, whatever they are given", async () => {
    expect(await slowOnes([...house, ...zods])).toEqual([]);
  }, 300_000);
});

describe("the check itself", () => {
  const planted = (...patterns: string[]) => patterns.map((pattern) => ({ path: pattern, pattern, flags: "" }));

  it("catches what backtracks without end, and what a square of the length is too much for", async () => {
    const bad = planted("^(a+)+$", "^(\\w+\\s?)*$", "^(?:a|a?)+$", "\\s*\\s*\\s*$", "[\\w.]+[\\w-]+@");
    expect((await slowOnes(bad, 1_000)).map(({ path }) => path)).toEqual(bad.map(({ path }) => path));
  }, 60_000);

  it("lets what is linear pass", async () => {
    const good = planted(
      "^[a-z0-9]+(?:-[a-z0-9]+)*$",
      "^\\d{1,6}$",
      "(?<![.,])[.,]+$",
      "^(?:\\p{L}|\\d)+$".replace("\\p{L}", "é"),
    );
    expect(await slowOnes(good)).toEqual([]);
  });

  it("reads literals, constructors, templates and constants", () => {
    const text = `const id = "[0-9]+"; const A = /a+/gi; const B = new RegExp(\`^\${id}-\${asked}$\`, "u");
      const C = RegExp("b|c"); const D = new RegExp(A.source); const E = new RegExp(String.raw\`\\d+\`); const F = new RegExp(given());`;
    const { found, unread } = regexesOf({ path: "lib/a.ts", text });
    expect(found.map(({ pattern, flags }) => `${pattern}/${flags}`)).toEqual([
      "a+/gi",
      "^[0-9]+-word$/u",
      "b|c/",
      "a+/",
      "\\d+/",
    ]);
    expect(unread).toHaveLength(1);
  });
});
