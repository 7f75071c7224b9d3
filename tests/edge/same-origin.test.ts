import { describe, expect, it } from "vitest";
import { isSameOrigin } from "../../lib/web/same-origin.ts";

const site = "https://consonant.example/";
const post = (headers: { origin?: string; cookie?: string }) => isSameOrigin({ method: "POST", headers }, site);

describe("who may change something", () => {
  it("a page of ours", () => expect(post({ origin: "https://consonant.example", cookie: "s=1" })).toBe(true));
  it("a machine that brings no cookie", () => expect(post({})).toBe(true));
  it.each([
    "https://evil.example",
    "https://consonant.example.evil.example",
    "http://consonant.example",
    "https://consonant.example:8443",
    "null",
    "",
  ])("not a page from %s", (origin) => {
    expect(post({ origin, cookie: "s=1" })).toBe(false);
    expect(post({ origin })).toBe(false);
  });
  it("nobody with a cookie who does not say where from", () => expect(post({ cookie: "s=1" })).toBe(false));
  it.each(["PUT", "PATCH", "DELETE", "QUERY"])("%s counts as a change", (method) =>
    expect(isSameOrigin({ method, headers: { cookie: "s=1" } }, site)).toBe(false),
  );
  it.each(["GET", "HEAD", "OPTIONS"])("%s only reads", (method) =>
    expect(isSameOrigin({ method, headers: { cookie: "s=1", origin: "https://evil.example" } }, site)).toBe(true),
  );
});
