import { describe, expect, it } from "vitest";
import { Refusal } from "../../db/refusal.ts";
import { errorResponse } from "../../lib/web/error-response.ts";

describe("what an error says to the world", () => {
  it.each([
    ["bad_request", 400],
    ["signed_out", 401],
    ["forbidden", 403],
    ["not_found", 404],
    ["conflict", 409],
    ["too_many", 429],
    ["suspended", 503],
  ] as const)("a refusal %s is %i", async (code, status) => {
    const answer = errorResponse(new Refusal(code));
    expect(answer.status).toBe(status);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(await answer.json()).toEqual({ error: { code, message: expect.stringMatching(/^[A-Z].*\.$/) } });
  });

  it.each([
    new Error('relation "priv.phones" CANARY'),
    "CANARY",
    { code: "CANARY" },
    Object.assign(new Error("CANARY"), { name: "Refusal", code: "toString" }),
  ])("anything else is broken and says nothing more: %#", async (thrown) => {
    const answer = errorResponse(thrown);
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain("CANARY");
  });
});
