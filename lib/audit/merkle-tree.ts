import { createHash } from "node:crypto";

const LEAF = Buffer.from([0]);
const NODE = Buffer.from([1]);
const sha256 = (...parts: Uint8Array[]) => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/**
 * The Merkle tree hash of RFC 6962, section 2.1, over leaves that arrive one by one. Only the roots of the perfect subtrees
 * to the left are kept, one for each bit of the size: a million leaves are twenty hashes.
 */
export class MerkleTree {
  #subtrees: { height: number; hash: Buffer }[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  append(leaf: Uint8Array): void {
    let grown = { height: 0, hash: sha256(LEAF, leaf) };
    for (let last = this.#subtrees.at(-1); last?.height === grown.height; last = this.#subtrees.at(-1)) {
      this.#subtrees.pop();
      grown = { height: grown.height + 1, hash: sha256(NODE, last.hash, grown.hash) };
    }
    this.#subtrees.push(grown);
    this.#size++;
  }

  root(): Buffer {
    const hashes = this.#subtrees.map(({ hash }) => hash);
    return hashes.length === 0 ? sha256() : hashes.reduceRight((right, left) => sha256(NODE, left, right));
  }
}
