import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { chartOf } from "../../bench/privacy/chart.ts";
import { bringUpToDate, chartFile, documentFile, documentOf, readResults } from "../../bench/privacy/document.ts";

it("docs/privacy.md and its chart show what the bench measured (ACCEPT=1 brings them up to date)", () => {
  if (process.env.ACCEPT) bringUpToDate();
  const text = readFileSync(documentFile, "utf8");
  const found = readResults();
  expect(text).toBe(documentOf(text, found));
  expect(readFileSync(chartFile, "utf8")).toBe(chartOf(found.judgements));
});

it("a figure that was changed by hand is seen", () => {
  const text = readFileSync(documentFile, "utf8");
  const start = text.indexOf("<!-- bench figures -->");
  const forged = text.slice(0, start) + text.slice(start).replace(/(\| McAdams B2 \| )\d+/, "$11");
  expect(forged).not.toBe(text);
  expect(documentOf(forged, readResults())).toBe(text);
});
