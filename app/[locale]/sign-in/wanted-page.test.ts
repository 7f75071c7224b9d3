import { describe, expect, it } from "vitest";
import { ownPath } from "./wanted-page.ts";

const here = "https://consonant.example";

describe("where somebody is led after signing in", () => {
  it.each([
    ["/en/studio", "/en/studio"],
    ["/en/datasets?q=a&page=2", "/en/datasets?q=a&page=2"],
    ["/en/studio#gone", "/en/studio"],
  ])("is a page of this site: %s", (path, expected) => expect(ownPath(path, here)).toBe(expected));

  it.each([
    "https://evil.example",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "\\\\evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "evil.example",
    "@evil.example",
    "",
    `/${"a".repeat(600)}`,
  ])("and nowhere else: %s", (path) => expect(ownPath(path, here)).toBeUndefined());
});
