import { describe, expect, it } from "vitest";
import { transcriptLimits } from "../../contributions/rules.ts";
import { notJson, readJson } from "./read-json.ts";

const read = (text: string) => readJson(Buffer.from(text), transcriptLimits);

describe("somebody's JSON", () => {
  it("is read when it is such, brackets and quotes inside of words included", () => {
    const file = { words: [{ channel: "left", word: 'a "[[[[[[[[[[[[" \\', start: 0, end: 1 }] };
    expect(read(JSON.stringify(file))).toEqual(file);
    expect(read("\ufeff1")).toBe(notJson);
    for (const broken of ["", "{", "]", '"', '{"a":1}}', "undefined", "\u0000"]) expect(read(broken)).toBe(notJson);
  });

  it("keeps its bounds: neither size nor depth costs more than a look", () => {
    const bombs = ["[", '{"a":', '[{"a":', "[[],"].map((open) => open.repeat(transcriptLimits.bytes / open.length));
    for (const bomb of [...bombs, " ".repeat(transcriptLimits.bytes + 1)]) {
      const bytes = Buffer.from(bomb);
      const before = process.memoryUsage().rss;
      const began = performance.now();
      expect(readJson(bytes, transcriptLimits)).toBe(notJson);
      expect(performance.now() - began).toBeLessThan(3_000);
      expect(process.memoryUsage().rss - before).toBeLessThan(200e6);
    }
  });

  it("pollutes nothing", () => {
    const read_ = read('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}') as object;
    expect(Object.getPrototypeOf(read_)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
