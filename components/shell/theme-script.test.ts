import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { THEME_SCRIPT, THEME_SCRIPT_HASH } from "./theme-script.ts";

it("is allowed by the hash that the content policy names", () => {
  expect(`sha256-${createHash("sha256").update(THEME_SCRIPT).digest("base64")}`).toBe(THEME_SCRIPT_HASH);
});
