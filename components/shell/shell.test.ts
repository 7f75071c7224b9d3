import { describe, expect, it } from "vitest";
import { isCurrent } from "./nav-item.ts";
import { readPerson } from "./person.ts";

describe("the current item of the head", () => {
  const items = [
    { href: "/studio", label: "" },
    { href: "/studio/recordings", label: "" },
    { href: "/", label: "" },
    { href: "/shared", label: "", current: false },
  ];
  const current = (pathname: string) =>
    items.filter((item) => isCurrent(item, pathname, items)).map((item) => item.href);

  it("is the longest one that the address is below", () => {
    expect(current("/studio")).toEqual(["/studio"]);
    expect(current("/studio/recordings/r1")).toEqual(["/studio/recordings"]);
    expect(current("/studio/money")).toEqual(["/studio"]);
    expect(current("/studios")).toEqual([]);
    expect(current("/")).toEqual(["/"]);
  });

  it("is never one that says it is not", () => {
    expect(current("/shared/x")).toEqual([]);
  });
});

describe("who is signed in", () => {
  it("is nobody for anything that next-auth does not say of a person", () => {
    for (const answer of [
      {},
      null,
      "x",
      { user: null },
      { user: {} },
      { user: { handle: "" } },
      { user: { handle: 3 } },
    ]) {
      expect(readPerson(answer)).toBeUndefined();
    }
  });

  it("goes by the handle, and is at home where the role is", () => {
    expect(readPerson({ user: { handle: "dana", role: "contributor" } })).toEqual({ handle: "dana", place: "studio" });
    expect(readPerson({ user: { handle: "ilse", role: "buyer" } })).toEqual({ handle: "ilse", place: "library" });
    expect(readPerson({ user: { handle: "moss", role: "privacy" } })).toEqual({ handle: "moss", place: "desk" });
    expect(readPerson({ user: { handle: "who", role: "captain" } })).toEqual({ handle: "who", place: undefined });
  });
});
