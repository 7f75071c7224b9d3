import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { powers } from "../../db/powers.ts";
import { root } from "./sources.ts";

const file = join(root, "docs/security.md");
const [from, to] = ["<!-- powers -->\n", "<!-- /powers -->"];

/** The powers as the page shows them. */
function table(): string {
  const rows = Object.entries(powers).map(([power, rule]) => {
    const fresh = "freshSeconds" in rule ? `${rule.freshSeconds / 60} min` : "";
    return `| \`${power}\` | ${rule.roles.join(", ")} | ${rule.minAal} | ${fresh} | ${rule.stop ?? "never"} |`;
  });
  return ["| Power | Who | Assurance | Fresh | Stopped by |", "|-|-|-|-|-|", ...rows, ""].join("\n");
}

it("docs/security.md shows the powers as they are (ACCEPT=1 rewrites the table)", () => {
  const text = readFileSync(file, "utf8");
  const start = text.indexOf(from) + from.length;
  const end = text.indexOf(to);
  expect(start, "the marks are there").toBeGreaterThan(from.length);
  if (process.env.ACCEPT) writeFileSync(file, text.slice(0, start) + table() + text.slice(end));
  else expect(text.slice(start, end)).toBe(table());
});
