import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { ChainCheck, type KeptRoot, type Link } from "./check-chain.ts";
import { MerkleTree } from "./merkle-tree.ts";

const seal = (prev: Buffer, seq: number, line: string) =>
  createHash("sha256")
    .update(Buffer.concat([prev, Buffer.from(`${seq}|${line}`)]))
    .digest();

/** A chain over these rows, sealed as the database does it. */
function chainOf(rows: string[]): Link[] {
  let prev: Buffer = Buffer.alloc(0);
  return rows.map((line, i) => {
    const hash = seal(prev, i + 1, line);
    const link = { seq: i + 1, prev, hash, entry: `id-${line}`, tableName: "users", line };
    prev = hash;
    return link;
  });
}
const rows = Array.from({ length: 12 }, (_, i) => `row ${i + 1}`);
const rootAt = (links: Link[], size: number): KeptRoot => {
  const tree = new MerkleTree();
  for (const { hash } of links.slice(0, size)) tree.append(hash);
  return { name: `at ${size}`, size, root: tree.root() };
};
const headOf = (links: Link[]) => ({ seq: links.at(-1)!.seq, hash: links.at(-1)!.hash });
const kept = [rootAt(chainOf(rows), 4), rootAt(chainOf(rows), 9)];

function findings(links: Link[], head = headOf(links), roots: KeptRoot[] = []): string[] {
  const check = new ChainCheck(roots);
  for (const link of links) check.take(link);
  return check
    .finish(head)
    .damages.map((one) => `${one.kind} ${one.seq}${one.through ? `-${one.through}` : ""} ${one.row}`);
}
const renumbered = (links: Link[]) => links.map((link, i) => ({ ...link, seq: i + 1 }));
const swapped = <K extends keyof Link>(a: number, b: number, ...keys: K[]) => {
  const links = chainOf(rows);
  const [one, other] = [links[a - 1]!, links[b - 1]!];
  const part = (of: Link) => Object.fromEntries(keys.map((key) => [key, of[key]]));
  links[a - 1] = { ...one, ...part(other) };
  links[b - 1] = { ...other, ...part(one) };
  return links;
};

it("finds nothing in a whole chain, and says how far it is signed", () => {
  const check = new ChainCheck(kept);
  for (const link of chainOf(rows)) check.take(link);
  expect(check.finish(headOf(chainOf(rows)))).toEqual({
    links: 12,
    checkpoints: 2,
    signedSize: 9,
    damages: [],
    total: 0,
  });
  expect(findings([], { seq: 0, hash: Buffer.alloc(0) })).toEqual([]);
});

describe("names what was done, and where", () => {
  const whole = chainOf(rows);
  const end = headOf(whole);

  it("an edit", () => {
    const links = whole.map((link) => (link.seq === 5 ? { ...link, line: "another" } : link));
    expect(findings(links)).toEqual(["changed 5 id-row 5"]);
  });
  it("an edit that was sealed again, alone", () => {
    const links = whole.map((link) =>
      link.seq === 5 ? { ...link, line: "another", hash: seal(link.prev, 5, "another") } : link,
    );
    expect(findings(links)).toEqual(["relinked 6 id-row 6"]);
  });
  it("a row that is gone, its link left", () => {
    const links = whole.map((link) => (link.seq === 5 ? { ...link, line: null } : link));
    expect(findings(links)).toEqual(["missing 5 id-row 5"]);
  });
  it("rows that are gone with their links", () => {
    expect(findings(whole.filter(({ seq }) => seq !== 5 && seq !== 6))).toEqual(["missing 5-6 null"]);
  });
  it("rows that are gone, the rest renumbered", () => {
    const links = renumbered(whole.filter(({ seq }) => seq !== 5 && seq !== 6));
    expect(findings(links)).toEqual(["missing 5 id-row 7"]);
  });
  it("two removals, each renumbered", () => {
    const links = renumbered(whole.filter(({ seq }) => seq !== 3 && seq !== 8));
    expect(findings(links)).toEqual(["missing 3 id-row 4", "missing 7 id-row 9"]);
  });
  it("two rows whose contents changed places", () => {
    const links = swapped(6, 7, "entry", "tableName", "line");
    expect(findings(links)).toEqual(["reordered 6 id-row 7", "reordered 7 id-row 6"]);
  });
  it("two rows far apart", () => {
    expect(findings(swapped(2, 11, "entry", "line"))).toEqual(["reordered 2 id-row 11", "reordered 11 id-row 2"]);
  });
  it("two rows that changed places with their links", () => {
    const links = swapped(6, 7, "entry", "line", "prev", "hash");
    expect(findings(links)).toEqual(["reordered 6 id-row 7", "reordered 7 id-row 6"]);
  });
  it("a row put in, the rest renumbered", () => {
    const forged = { ...whole[4]!, entry: "id-forged", line: "forged", hash: seal(whole[3]!.hash, 5, "forged") };
    const links = renumbered([...whole.slice(0, 4), forged, ...whole.slice(4)]);
    expect(findings(links)).toEqual(["inserted 6 id-row 5"]);
  });
  it("a row that nothing sealed", () => {
    const check = new ChainCheck([]);
    for (const link of whole) check.take(link);
    check.unsealed("id-forged", "payouts");
    const [damage] = check.finish(end).damages;
    expect(damage).toMatchObject({ kind: "inserted", seq: null, row: "id-forged", table: "payouts" });
  });
  it("a cut tail", () => {
    expect(findings(whole.slice(0, 8), end)).toEqual(["missing 9-12 null"]);
  });
  it("links behind the head", () => {
    expect(findings(whole, headOf(whole.slice(0, 10)))).toEqual(["inserted 11-12 null"]);
  });
  it("a head that is not the last link", () => {
    expect(findings(whole, { seq: 12, hash: Buffer.alloc(32) })).toEqual(["head 12 null"]);
  });
});

describe("what only a checkpoint shows", () => {
  it("a chain written anew", () => {
    const links = chainOf(rows.map((row, i) => (i === 6 ? "doctored" : row)));
    expect(findings(links)).toEqual([]);
    expect(findings(links, headOf(links), kept)).toEqual(["rewritten 5-9 null"]);
  });
  it("a tail cut with its head", () => {
    const links = chainOf(rows).slice(0, 7);
    expect(findings(links)).toEqual([]);
    expect(findings(links, headOf(links), kept)).toEqual(["cut 8-9 null"]);
  });
  it("two checkpoints that contradict one another", () => {
    const forked = { ...rootAt(chainOf(["another", ...rows]), 9), name: "forked" };
    const links = chainOf(rows);
    expect(findings(links, headOf(links), [...kept, forked])).toHaveLength(1);
  });
});

it("names a thousand findings and counts the rest", () => {
  const links = chainOf(Array.from({ length: 3_000 }, (_, i) => `${i}`)).map((link) => ({ ...link, line: "x" }));
  const check = new ChainCheck([]);
  for (const link of links) check.take(link);
  const report = check.finish(headOf(links));
  expect([report.damages.length, report.total]).toEqual([1_000, 3_000]);
});
