import { createHash } from "node:crypto";
import type { LogHead } from "./extend-log.ts";
import { MerkleTree } from "./merkle-tree.ts";

/** A link of the chain, and the audit row that it seals as the database writes it; null where that row is gone. */
export type Link = {
  seq: number;
  prev: Buffer;
  hash: Buffer;
  entry: string;
  tableName: string | null;
  line: string | null;
};
export type KeptRoot = { name: string; size: number; root: Buffer };
export type Kind = "changed" | "missing" | "reordered" | "inserted" | "relinked" | "cut" | "rewritten" | "head";
export type Damage = {
  kind: Kind;
  seq: number | null;
  through?: number;
  row: string | null;
  table: string | null;
  what: string;
};
export type Report = { links: number; checkpoints: number; signedSize: number; damages: Damage[]; total: number };

const MAX_DAMAGES = 1_000;
/** Among so many rows that do not fit their place, each is tried at the others' places: more would take minutes. */
const MAX_MISPLACED = 200;
/** How many rows somebody may have taken out, or put in, at one place before all later numbers were moved. */
const MAX_SHIFT = 16;
const shifts = Array.from({ length: MAX_SHIFT }, (_, i) => [i + 1, -i - 1]).flat();

const seal = (prev: Buffer, seq: number, line: string) =>
  createHash("sha256").update(prev).update(`${seq}|${line}`, "utf8").digest();

/**
 * Checks the chain link by link as it is read, in the order of its numbers, and its Merkle root at the size of every kept
 * checkpoint. Seals are computed here and not asked of the database: whoever rewrites rows can rewrite functions too.
 */
export class ChainCheck {
  #tree = new MerkleTree();
  #kept: KeptRoot[];
  #last: { seq: number; hash: Buffer; fits: boolean } = { seq: 0, hash: Buffer.alloc(0), fits: true };
  /** By how much the numbers of here differ from those that were sealed, and a row that may be the first of a new shift. */
  #shift = 0;
  #moved: { link: Link; by: number } | undefined;
  #misplaced: Link[] = [];
  #damages: Damage[] = [];
  #total = 0;
  #signed = { size: 0, count: 0 };

  constructor(kept: readonly KeptRoot[]) {
    this.#kept = [...kept].sort((a, b) => b.size - a.size); // the smallest is taken from the end
  }

  take(link: Link): void {
    const before = this.#last;
    const fits = this.#sealed(link);
    if (link.seq !== before.seq + 1) this.#missing(before.seq + 1, link.seq - 1, "they are gone from the chain");
    else if (!link.prev.equals(before.hash) && fits && before.fits)
      this.#found("relinked", link, `it does not follow from ${before.seq}: one of the two is not what stood there`);
    this.#tree.append(link.hash);
    this.#last = { seq: link.seq, hash: link.hash, fits };
    this.#compare();
  }

  /** A row of the audit that no link seals. */
  unsealed(row: string, table: string): void {
    this.#add({ kind: "inserted", seq: null, row, table, what: "no act has sealed it" });
  }

  finish(head: LogHead | undefined): Report {
    this.#settle(() => true);
    this.#nameMisplaced();
    const { seq, hash } = this.#last;
    const here = { seq, row: null, table: null };
    if (!head) this.#add({ ...here, kind: "head", what: "the chain's head is gone" });
    else if (head.seq > seq) this.#missing(seq + 1, head.seq, "the chain's head counts them: its tail was cut");
    else if (head.seq < seq)
      this.#add({
        ...here,
        kind: "inserted",
        seq: head.seq + 1,
        through: seq,
        what: "the chain's head ends before them",
      });
    else if (!head.hash.equals(hash))
      this.#add({ ...here, kind: "head", what: "the chain's head is not its last link" });
    for (const { name, size } of this.#kept.reverse())
      this.#add({
        ...here,
        kind: "cut",
        seq: this.#tree.size + 1,
        through: size,
        what: `${name} signed ${size} rows, the chain has ${this.#tree.size}`,
      });
    return {
      links: this.#tree.size,
      checkpoints: this.#signed.count,
      signedSize: this.#signed.size,
      damages: this.#damages,
      total: this.#total,
    };
  }

  #compare(): void {
    for (let next = this.#kept.at(-1); next && next.size <= this.#tree.size; next = this.#kept.at(-1)) {
      this.#kept.pop();
      if (next.size === this.#tree.size && this.#tree.root().equals(next.root)) {
        this.#signed = { size: next.size, count: this.#signed.count + 1 };
        continue;
      }
      const from = this.#signed.size + 1;
      const what = `the chain is not what ${next.name} signed: it was written anew from a row in this range on`;
      this.#add({ kind: "rewritten", seq: from, through: next.size, row: null, table: null, what });
    }
  }

  /** Whether the row is what was sealed at this number; names what it is otherwise. */
  #sealed(link: Link): boolean {
    const { line } = link;
    if (line === null) {
      this.#found("missing", link, "the row is gone from the audit, its seal is left");
      return false;
    }
    const fits = (by: number) => seal(link.prev, link.seq + by, line).equals(link.hash);
    this.#settle(fits);
    if (fits(this.#shift)) return true;
    const by = shifts.find((one) => fits(this.#shift + one));
    if (by !== undefined) this.#moved = { link, by };
    else if (this.#misplaced.length < MAX_MISPLACED) this.#misplaced.push(link);
    else this.#found("changed", link, "it is not what was sealed");
    return false;
  }

  /** A row of another number: when the next one is as far off, rows were taken out or put in; else it stands alone. */
  #settle(fits: (by: number) => boolean): void {
    if (!this.#moved) return;
    const { link, by } = this.#moved;
    this.#moved = undefined;
    if (!fits(this.#shift + by)) {
      this.#found("reordered", link, `its place is ${link.seq + this.#shift + by}`);
      return;
    }
    this.#shift += by;
    const how = by > 0 ? `${by} sealed rows were taken out` : `${-by} rows were put in`;
    this.#found(by > 0 ? "missing" : "inserted", link, `before it ${how}, and the rest renumbered`);
  }

  #nameMisplaced(): void {
    for (const link of this.#misplaced) {
      const home = this.#misplaced.find((at) => seal(at.prev, at.seq + this.#shift, link.line ?? "").equals(at.hash));
      if (home) this.#found("reordered", link, `its place is ${home.seq}`);
      else this.#found("changed", link, "it is not what was sealed");
    }
  }

  #missing(from: number, through: number, what: string): void {
    this.#add({ kind: "missing", seq: from, through, row: null, table: null, what });
  }

  #found(kind: Kind, { seq, entry, tableName }: Link, what: string): void {
    this.#add({ kind, seq, row: entry, table: tableName, what });
  }

  #add(damage: Damage): void {
    this.#total++;
    if (this.#damages.length < MAX_DAMAGES) this.#damages.push(damage);
  }
}
