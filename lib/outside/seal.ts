import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from "age-encryption";

/**
 * Files in the age format (https://age-encryption.org/v1), which the standard `age` tool opens.
 * A recipient (`age1…`) can only seal; the identity (`AGE-SECRET-KEY-1…`) opens.
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
  return Readable.fromWeb(sealed as unknown as ReadableStream<Uint8Array>);
}

/** Opens while it flows. Every chunk is authentic when it arrives; a cut or changed file ends in an error. */
export async function unsealStream(identity: string, sealed: Readable): Promise<Readable> {
  const plain = await decrypterFor(identity).decrypt(toWeb(sealed));
  return Readable.fromWeb(plain as unknown as ReadableStream<Uint8Array>);
}

function encrypterFor(recipient: string): Encrypter {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return encrypter;
}

function decrypterFor(identity: string): Decrypter {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return decrypter;
}

function toWeb(stream: Readable): globalThis.ReadableStream<Uint8Array> {
  return Readable.toWeb(stream) as unknown as globalThis.ReadableStream<Uint8Array>;
}

/** The public half of an identity. */
export const recipientOf = (identity: string): Promise<string> => identityToRecipient(identity);
