import type { Checkpoint } from "./checkpoint.ts";
import { MerkleTree } from "./merkle-tree.ts";

export type Leaf = { seq: number; hash: Buffer };
export type LogHead = { seq: number; hash: Buffer };

/** What a log that was signed once must not look like. Each is a sentence of the notary's log. */
export type Broken =
  | { broken: "shorter"; size: number; kept: number }
  | { broken: "rewritten"; size: number; kept: number }
  | { broken: "gap"; size: number; at: number }
  | { broken: "head"; size: number };
export type Extended = { size: number; root: Buffer };

/**
 * The root over all leaves up to the head, when they begin with what the kept checkpoint signed. All of them are read each
 * time: who looked at the new ones only would not see that old ones had changed.
 */
export async function extendLog(
  head: LogHead,
  leaves: AsyncIterable<Leaf>,
  kept: Checkpoint | undefined,
): Promise<Extended | Broken> {
  const size = head.seq;
  if (kept && size < kept.size) return { broken: "shorter", size, kept: kept.size };
  const tree = new MerkleTree();
  let last: Buffer | undefined;
  for await (const { seq, hash } of leaves) {
    if (tree.size === size) break; // sealed since the head was read
    if (seq !== tree.size + 1) return { broken: "gap", size, at: tree.size + 1 };
    tree.append(hash);
    last = hash;
    if (kept?.size === tree.size && !tree.root().equals(kept.root))
      return { broken: "rewritten", size, kept: kept.size };
  }
  if (tree.size < size) return { broken: "gap", size, at: tree.size + 1 };
  if (last && !last.equals(head.hash)) return { broken: "head", size };
  return { size, root: tree.root() };
}
