import { beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { Refusal } from "../db/refusal.ts";
import { formAction } from "./action.ts";

const lines = vi.hoisted(() => [] as string[]);
const asked = vi.hoisted(() => ({ headers: {} as Record<string, string> }));
vi.mock("next/headers", () => ({ headers: async () => new Headers(asked.headers), cookies: async () => new Map() }));
vi.mock("../lib/web/log.ts", async (original) => {
  const { createLog } = await original<typeof import("../lib/web/log.ts")>();
  return { createLog, log: createLog({ write: (line) => void lines.push(line) }) };
});
vi.mock("../lib/env.ts", () => ({ env: () => ({ SITE_URL: "https://consonant.example" }) }));
beforeEach(() => {
  lines.length = 0;
  asked.headers = { origin: "https://consonant.example", cookie: "a=b" };
});

const form = (texts: Record<string, string>) => {
  const made = new FormData();
  for (const [name, text] of Object.entries(texts)) made.set(name, text);
  return made;
};
const fresh = { status: "fresh", fields: {}, values: {} } as const;
const schema = z.strictObject({ note: z.string().max(20) });
const doing = (work: () => Promise<string | undefined>) => formAction(schema, work);
const told = () =>
  lines.splice(0).map((line) => {
    const { level, msg, code, fields, why } = JSON.parse(line);
    return { level, msg, ...(code && { code }), ...(fields && { fields }), ...(why && { why }) };
  });

describe("a Server Action that is refused changes nothing, and is a line", () => {
  it("from another site: nothing is read, nothing is done", async () => {
    const work = vi.fn(async () => "done");
    for (const origin of ["https://evil.example", "null"]) {
      asked.headers.origin = origin;
      expect(await doing(work)(fresh, form({ note: "hello" }))).toMatchObject({ status: "refused", code: "forbidden" });
    }
    expect(work).not.toHaveBeenCalled();
    expect(told()).toEqual(
      Array(2).fill({ level: "info", msg: "an action was refused", code: "forbidden", why: "origin" }),
    );
  });

  it("with what the form does not take: which field, never what was in it", async () => {
    const work = vi.fn(async () => "done");
    const answers = [
      await doing(work)(fresh, form({ note: "CANARY".repeat(9) })),
      await doing(work)(fresh, form({ note: "hello", role: "CANARY" })),
    ];
    expect(answers).toMatchObject([{ status: "invalid" }, { status: "invalid" }]);
    expect(work).not.toHaveBeenCalled();
    expect(lines.join("")).not.toContain("CANARY");
    expect(told()).toMatchObject([
      { code: "bad_request", fields: { note: "too_big" } },
      { code: "bad_request", fields: { "": "unrecognized_keys" } },
    ]);
  });

  it("by the database: its code alone; what broke says nothing to who asked, and is told whole to the log", async () => {
    const no = doing(async () => Promise.reject(new Refusal("step_up")));
    expect(await no(fresh, form({ note: "hello" }))).toMatchObject({ status: "refused", code: "step_up" });
    expect(told()).toEqual([{ level: "info", msg: "an action was refused", code: "step_up" }]);
    const broken = doing(async () => Promise.reject(new Error("select secret from priv.credentials")));
    const answer = await broken(fresh, form({ note: "hello" }));
    expect(answer).toEqual({ status: "refused", fields: {}, code: "broken", values: { note: "hello" } });
    expect(lines.join("")).toContain("select secret");
    expect(told()).toMatchObject([{ level: "error", msg: "an action broke" }]);
  });

  it("and one that is taken is done once", async () => {
    expect(await doing(async () => "made")(fresh, form({ note: "hello" }))).toMatchObject({
      status: "done",
      result: "made",
    });
    expect(told()).toEqual([]);
  });
});
