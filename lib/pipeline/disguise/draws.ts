import { createCipheriv, createHash, randomBytes } from "node:crypto";

/** Uniform random numbers in [0, 1). */
export type Draw = () => number;

/**
 * Random numbers of cryptographic quality for one purpose: a disguise whose draws could be guessed could be undone.
 * Without a seed the key is random and is forgotten with the function.
 */
export function drawsFor(purpose: string, seed: Uint8Array = randomBytes(32)): Draw {
  const key = createHash("sha256").update(seed).update(purpose).digest();
  const stream = createCipheriv("aes-256-ctr", key, Buffer.alloc(16));
  return () => stream.update(Buffer.alloc(8)).readUIntBE(0, 6) / 2 ** 48;
}

/** A fast generator for noise samples in [-1, 1), which need no secrecy (Marsaglia's xorshift32). */
export function noiseFrom(draw: Draw): Draw {
  let state = Math.floor(draw() * 0xffff_fffe) + 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state / 0x8000_0000;
  };
}

/** A normal draw (Box and Muller, 1958). */
export function normal(draw: Draw): number {
  return Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw());
}
