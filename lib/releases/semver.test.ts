import { describe, expect, test } from "vitest";
import { changeBetween, nextNumber, parse } from "./semver.ts";

describe("version numbers", () => {
  test("are three whole numbers", () => {
    expect(parse("1.20.3")).toEqual({ major: 1, minor: 20, patch: 3 });
    for (const wrong of [
      "v1.0.0",
      "1.0",
      "01.0.0",
      "1.0.0-rc.1",
      "1.0.0\n",
      "1.0.0.0",
      "",
      "1.0.-1",
      "1.0.9999999999",
    ]) {
      expect(parse(wrong), wrong).toBeNull();
    }
  });

  test("count up and start the smaller ones again", () => {
    expect(nextNumber("1.4.2", "major")).toBe("2.0.0");
    expect(nextNumber("1.4.2", "minor")).toBe("1.5.0");
    expect(nextNumber("1.4.2", "patch")).toBe("1.4.3");
    expect(nextNumber(null, "patch")).toBe("1.0.0");
    expect(() => nextNumber("latest", "patch")).toThrow("no version number");
  });
});

describe("the change between two versions", () => {
  test("is major as soon as a clip is gone, however many came", () => {
    expect(changeBetween(["a", "b"], ["a", "c", "d"])).toBe("major");
    expect(changeBetween(["a"], [])).toBe("major");
  });
  test("is minor when clips came", () => expect(changeBetween(["a"], ["b", "a"])).toBe("minor"));
  test("is a patch when the clips are the same", () =>
    expect(changeBetween(["a", "b"], ["b", "a", "a"])).toBe("patch"));
});
