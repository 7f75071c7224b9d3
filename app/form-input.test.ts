import { describe, expect, it } from "vitest";
import { z } from "zod";
import { shapeOf, textsOf } from "./form-input.ts";

const formOf = (...fields: [string, string | Blob][]) => {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
};
const read = (...fields: [string, string | Blob][]) => shapeOf(textsOf(formOf(...fields))!);

describe("what a form says", () => {
  it("is text, ticks and lists, without files and without Next's own fields", () => {
    const shape = read(
      ["title", "Sunday\r\ncall"],
      ["adult", "on"],
      ["id[]", "1"],
      ["id[]", "2"],
      ["$ACTION_ID", "x"],
      ["file", new Blob(["x"])],
    );
    expect(shape).toEqual({ title: "Sunday\r\ncall", adult: true, id: ["1", "2"] });
  });

  it("pollutes no prototype, and is refused by a strict schema like any other unknown field", () => {
    const schema = z.strictObject({ title: z.string().max(10) });
    for (const name of ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty"])
      for (const field of [name, `${name}[]`, `${name}.polluted`, `${name}[polluted]`]) {
        const shape = read(["title", "x"], [field, "polluted"], [field, "polluted"]);
        expect(Object.getPrototypeOf(shape)).toBe(Object.prototype);
        const parsed = schema.safeParse(shape);
        expect(parsed.success ? Object.keys(parsed.data) : "refused", field).toEqual(
          parsed.success ? ["title"] : "refused",
        );
        if (parsed.success) expect(parsed.data.title).toBe("x");
      }
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect([].length).toBe(0);
  });

  it("has no sign that nobody types: NUL, escapes, what turns a line around", () => {
    expect(read(["title", "a\u0000b\u001b[31mc\u202etxt.exe\u2066d\u007f\u0085e\n\t"])).toEqual({
      title: "ab[31mctxt.exede\n\t",
    });
  });

  it("is none, whatever else an action is called with", () => {
    for (const other of [undefined, null, 7, "x", {}, [["title", "x"]]]) expect(textsOf(other)).toBeUndefined();
  });

  it("is bounded, and takes time in proportion", () => {
    const many = (count: number): [string, string][] => Array.from({ length: count }, () => ["id[]", "x"]);
    expect((read(...many(2_000)).id as string[]).length).toBe(2_000);
    expect(textsOf(formOf(...many(2_001)))).toBeUndefined();
    const huge = formOf(...many(40_000));
    const began = performance.now();
    expect(textsOf(huge)).toBeUndefined();
    expect(performance.now() - began).toBeLessThan(500);
  });
});
