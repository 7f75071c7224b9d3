import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from "age-encryption";

/**
 * Files in the age format (https://age-encryption.org/v1), which the standard `age` tool opens.
 * A recipient (`age1…`) can only seal; the identity (`AGE-SECRET-KEY-1…`) opens. Where an identity is asked for, several may
 * stand, with commas between them, while a key is being replaced: the first is the new one, all of them open.
 */
export async function newIdentity(): Promise<{ identity: string; recipient: string }> {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

export async function seal(recipient: string, bytes: Uint8Array): Promise<Uint8Array> {
  return encrypterFor(recipient).encrypt(bytes);
}

/** Throws when the identity does not fit, or when a single bit was changed. */
export async function unseal(identity: string, bytes: Uint8Array): Promise<Uint8Array> {
  return decrypterFor(identity).decrypt(bytes);
}

/** Seals while it flows, in chunks of 64 KiB: memory stays small whatever the length. */
export async function sealStream(recipient: string, plain: Readable): Promise<Readable> {
  const sealed = await encrypterFor(recipient).encrypt(toWeb(plain));
  return waiting(Readable.fromWeb(sealed as unknown as ReadableStream<Uint8Array>));
}

/** Opens while it flows. Every chunk is authentic when it arrives; a cut or changed file ends in an error. */
export async function unsealStream(identity: string, sealed: Readable): Promise<Readable> {
  const plain = await decrypterFor(identity).decrypt(toWeb(sealed));
  return waiting(Readable.fromWeb(plain as unknown as ReadableStream<Uint8Array>));
}

/**
 * A sender may hang up before a store has begun to listen, and an error that nobody hears ends the process. The stream keeps
 * it: whoever reads later gets it.
 */
const waiting = (stream: Readable): Readable => stream.on("error", () => undefined);

function encrypterFor(recipient: string): Encrypter {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return encrypter;
}

function decrypterFor(identity: string): Decrypter {
  const decrypter = new Decrypter();
  for (const one of identity.split(",")) decrypter.addIdentity(one.trim());
  return decrypter;
}

function toWeb(stream: Readable): globalThis.ReadableStream<Uint8Array> {
  return Readable.toWeb(stream) as unknown as globalThis.ReadableStream<Uint8Array>;
}

/** The public half of an identity; of several, the first one's. */
export const recipientOf = (identity: string): Promise<string> => identityToRecipient(identity.split(",")[0]!.trim());
