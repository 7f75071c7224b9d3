import { expect, it } from "vitest";
import { shownPages } from "./shown-pages.ts";

it("shows the ends and what is near, with gaps between", () => {
  expect(shownPages(1, 1)).toEqual([1]);
  expect(shownPages(4, 9)).toEqual([1, 2, 3, 4, 5, 6, "gap", 9]);
  expect(shownPages(50, 99)).toEqual([1, "gap", 48, 49, 50, 51, 52, "gap", 99]);
});
