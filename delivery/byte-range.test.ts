import { expect, test } from "vitest";
import { byteRange } from "./byte-range.ts";

test("one range, open at either end, is cut to the object", () => {
  expect(byteRange("bytes=0-9", 100)).toEqual({ kind: "part", start: 0, end: 9 });
  expect(byteRange("bytes=90-", 100)).toEqual({ kind: "part", start: 90, end: 99 });
  expect(byteRange("bytes=-10", 100)).toEqual({ kind: "part", start: 90, end: 99 });
  expect(byteRange("bytes=-1000", 100)).toEqual({ kind: "part", start: 0, end: 99 });
  expect(byteRange("bytes=50-1000", 100)).toEqual({ kind: "part", start: 50, end: 99 });
});

test("outside is unsatisfiable; nonsense and several ranges get the whole; an empty object is whole", () => {
  for (const header of ["bytes=100-", "bytes=200-300", "bytes=-0"])
    expect(byteRange(header, 100)).toEqual({ kind: "unsatisfiable" });
  for (const header of [undefined, "", "bytes=-", "bytes=9-3", "items=0-1", "bytes=0-1,4-5", "bytes=a-b"])
    expect(byteRange(header, 100), String(header)).toEqual({ kind: "whole" });
  expect(byteRange("bytes=0-0", 0)).toEqual({ kind: "whole" });
});
