import { expect, it } from "vitest";
import { parseJson } from "./parse-json.ts";

const nested = (levels: number) => Buffer.from("[".repeat(levels) + "]".repeat(levels));

it("reads JSON, and refuses what is none or goes deeper than any of ours", () => {
  expect(parseJson(Buffer.from('{"a":[1,{"b":null}]}'))).toEqual({ a: [1, { b: null }] });
  expect(parseJson(nested(16))).toBeInstanceOf(Array);
  for (const bytes of [nested(17), nested(16_000), Buffer.from("{"), Buffer.from("")])
    expect(() => parseJson(bytes)).toThrowError(expect.objectContaining({ code: "bad_request" }));
});
