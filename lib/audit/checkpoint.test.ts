import { expect, it } from "vitest";
import { openCheckpoint, readUnsigned, signCheckpoint } from "./checkpoint.ts";
import { makeSigningKey, readSigner, signNote } from "./signed-note.ts";

// The example of the specification, c2sp.org/tlog-checkpoint.
const example = `example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
`;
const signer = readSigner(makeSigningKey("consonant.example/audit"));
const root = Buffer.alloc(32, 7);

it("reads the specification's example", () => {
  expect(readUnsigned(example)).toEqual({
    origin: "example.com/behind-the-sofa",
    size: 20852163,
    root: Buffer.from("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=", "base64"),
  });
});

it("writes three lines, an empty one and a signature, and reads them back", () => {
  const note = signCheckpoint({ size: 42, root }, signer);
  expect(note.split("\n").slice(0, 4)).toEqual(["consonant.example/audit", "42", root.toString("base64"), ""]);
  expect(openCheckpoint(note, [signer])).toEqual({ origin: "consonant.example/audit", size: 42, root });
});

it.each([
  ["a leading zero", "consonant.example/audit\n042\nROOT\n"],
  ["no number", "consonant.example/audit\n4e2\nROOT\n"],
  ["a size beyond what can be counted", "consonant.example/audit\n9999999999999999\nROOT\n"],
  ["a short root", "consonant.example/audit\n42\nAAAA\n"],
  ["no root", "consonant.example/audit\n42\n"],
  ["another log's origin", "another.example/audit\n42\nROOT\n"],
  ["an empty line inside", "consonant.example/audit\n42\nROOT\n\nmore\n"],
])("refuses %s, well signed as it is", (_what, text) => {
  const note = signNote(text.replace("ROOT", root.toString("base64")), signer);
  expect(openCheckpoint(note, [signer])).toBeUndefined();
});

it("takes extension lines, which the specification allows", () => {
  const note = signNote(`${signer.name}\n42\n${root.toString("base64")}\nextension\n`, signer);
  expect(openCheckpoint(note, [signer])?.size).toBe(42);
});
