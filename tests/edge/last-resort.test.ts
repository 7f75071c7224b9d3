import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { root, sourcesEndingIn } from "../house/sources.ts";

/** A process of its own, as ours begin, that does this. */
function run(script: string) {
  const text = `import { catchTheRest } from "./lib/web/last-resort.ts"; const rest = catchTheRest("test"); ${script}`;
  const args = ["--import", "tsx", "--input-type=module", "-e", text];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: "utf8",
    timeout: 25_000,
  });
  return { status, lines: stdout.split("\n").filter(Boolean), stderr };
}

describe("what nobody caught", () => {
  it("a promise that failed is a line, without its secret, and the others go on", () => {
    const { status, lines, stderr } = run(
      'Promise.reject(new Error("lost hs_c0ffeec0ffee")); setTimeout(() => console.log("goes on"), 50);',
    );
    expect([status, stderr]).toEqual([0, ""]);
    expect(lines).toContain("goes on");
    const line = JSON.parse(lines.find((one) => one.startsWith("{"))!);
    expect(line).toMatchObject({ level: "error", process: "test", err: { message: "lost [token]" } });
    expect(line.err.stack).toContain("Error: lost [token]");
  });

  it("an exception is a line, and the process ends with 1", () => {
    const { status, lines, stderr } = run(
      'setTimeout(() => { throw new Error("broken"); }, 1); setTimeout(() => console.log("goes on"), 5_000);',
    );
    expect([status, stderr, lines.length]).toEqual([1, "", 1]);
    expect(JSON.parse(lines[0]!)).toMatchObject({ level: "fatal", process: "test", err: { message: "broken" } });
  });

  it("in a process that serves, an exception is a line, and the others go on", () => {
    const { status, lines, stderr } = run(
      'rest.serving(); setTimeout(() => { throw new Error("lost hs_c0ffeec0ffee"); }, 1); setTimeout(() => console.log("goes on"), 300);',
    );
    expect([status, stderr]).toEqual([0, ""]);
    expect(lines).toContain("goes on");
    expect(JSON.parse(lines[0]!)).toMatchObject({ level: "fatal", goesOn: true, err: { message: "lost [token]" } });
  });

  it("is told once where Next runs too, and never as it is", () => {
    const { lines, stderr } = run(
      `const { default: next } = await import("next/dist/server/node-environment-extensions/process-error-handlers.js");
       next.installProcessErrorHandlers(false); next.installProcessErrorHandlers(true);
       rest.serving(); Promise.reject(new Error("lost hs_c0ffeec0ffee"));
       setTimeout(() => { throw new Error("lost hs_c0ffeec0ffee"); }, 1); setTimeout(() => console.log("goes on"), 300);`,
    );
    expect(stderr).toBe("");
    expect(lines.join("")).not.toContain("c0ffee");
    expect(lines.filter((line) => line.includes("lost [token]"))).toHaveLength(2);
  });

  it("is caught in every process that we start", () => {
    const mains = sourcesEndingIn(["/main.ts"]).filter(({ path }) =>
      /^(?:server|delivery|worker|passkeys)\/main\.ts$/.test(path),
    );
    expect(mains).toHaveLength(4);
    for (const { path, text } of mains) expect(text.match(/\bcatchTheRest\(/g)?.length, path).toBe(1);
  });
});
