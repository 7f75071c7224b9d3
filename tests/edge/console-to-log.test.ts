import { beforeEach, expect, it, vi } from "vitest";
import { refusalOf } from "../../db/refusal.ts";
import { consoleToLog } from "../../lib/web/console-to-log.ts";
import { log } from "../../lib/web/log.ts";
import { requestContext } from "../../lib/web/request-context.ts";

const lines = vi.hoisted(() => [] as string[]);
vi.mock("../../lib/web/log.ts", async (original) => {
  const { createLog } = await original<typeof import("../../lib/web/log.ts")>();
  return { createLog, log: createLog({ write: (line) => void lines.push(line) }) };
});
beforeEach(() => {
  lines.length = 0;
});

/** What drizzle throws for a query that failed: the words of the query, and what it asked for. */
const asDrizzleThrows = (cause: Error) =>
  Object.assign(new Error("Failed query: select 1 where q = $1\nparams: CANARY", { cause }), {
    query: "select",
    params: ["CANARY"],
  });

it("what Next prints of a page that broke is a redacted line, with its request", () => {
  const console: Pick<Console, "error" | "warn" | "info" | "log" | "debug"> = { ...globalThis.console };
  consoleToLog(console);
  requestContext.run({ requestId: "r-1" }, () => {
    console.error(
      " ⨯",
      Object.assign(new Error("lost hs_c0ffeec0ffee"), { digest: "1", params: ["nora@people.example"] }),
    );
    console.warn("slow", { email: "nora@people.example" }, "\u001b[2J");
    console.log();
  });
  expect(lines.join("")).not.toMatch(/c0ffee|nora|u001b/);
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { level: "error", requestId: "r-1", err: { message: "lost [token]", params: "[redacted]" } },
    { level: "warn", requestId: "r-1", msg: expect.stringContaining("slow") },
    { level: "info", msg: "printed" },
  ]);
});

it("a query that failed is known by what the database said, not by what it was asked", () => {
  const said = Object.assign(new Error("canceling statement due to statement timeout"), { code: "57014" });
  const thrown = refusalOf(asDrizzleThrows(said));
  expect(thrown).toBe(said);
  log.error({ err: thrown }, "a page broke");
  expect(lines.join("")).not.toContain("CANARY");
  const other = new Error("not drizzle's", { cause: said });
  expect(refusalOf(other)).toBe(other);
  expect(refusalOf(asDrizzleThrows(Object.assign(new Error("no"), { code: "CN403" })))).toMatchObject({
    code: "forbidden",
  });
});
