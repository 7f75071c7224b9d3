import { describe, expect, test } from "vitest";
import { canonicalJson } from "./canonical-json.ts";
import { croissantFaults } from "./croissant-faults.ts";
import { describeCroissant } from "./describe-croissant.ts";
import { madeUpDataset } from "./made-up-release.ts";

const file = (path: string) => ({ path, bytes: 10, sha256: "0".repeat(64), contentType: "application/x-tar" });
const stats = { clipSeconds: [], snrDb: [], calls: 1, medianSnrDb: null, sampleRatesHz: [8_000], redactions: {} };
const figures = { stats, sizes: [{ name: "train" as const, clips: 1, bytes: 10 }], speechSeconds: 5, speakerCount: 1 };
const files = [file("data/train-000000.tar"), file("metadata.parquet")];
const good = describeCroissant(madeUpDataset, files, figures);

describe("a Croissant file", () => {
  test("as we write it has no fault", () => expect(croissantFaults(good)).toEqual([]));

  test.each("@context @type conformsTo name description license url creator datePublished distribution".split(" "))(
    "is at fault without %s",
    (name) => {
      const { [name]: _left, ...rest } = good;
      expect(croissantFaults(rest)).toContain(`the dataset has no ${name}`);
    },
  );

  test("is at fault when a file has no digest, is described twice, or is only named", () => {
    expect(
      croissantFaults(describeCroissant(madeUpDataset, [...files, { ...file("x"), sha256: "" }], figures)),
    ).toEqual(["x has no sha256"]);
    expect(croissantFaults(describeCroissant(madeUpDataset, [...files, files[0]!], figures))).toContain(
      "data/train-000000.tar is described twice",
    );
    expect(croissantFaults(describeCroissant(madeUpDataset, files.slice(0, 1), figures))).toContain(
      "metadata.parquet is named but not described",
    );
  });
});

describe("canonical JSON", () => {
  test("sorts members at every depth and writes no white space", () => {
    expect(canonicalJson({ b: [{ d: 1, c: "é\n" }], a: null, B: 1e21 })).toBe(
      '{"B":1e+21,"a":null,"b":[{"c":"é\\n","d":1}]}',
    );
    expect(canonicalJson({ at: new Date(0) })).toBe('{"at":"1970-01-01T00:00:00.000Z"}');
  });
  test.each([[undefined], [Number.NaN], [1n], [() => 1]])("cannot hold %s", (value) => {
    expect(() => canonicalJson({ value })).toThrow(TypeError);
  });
});
