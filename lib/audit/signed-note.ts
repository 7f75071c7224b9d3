import { createHash, createPrivateKey, createPublicKey, type KeyObject, randomBytes, sign, verify } from "node:crypto";

/** The one signature type that is read and written here. */
const ED25519 = 1;
const KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;
const MAX_NOTE_BYTES = 100_000;
/** What stands before the 32 bytes of a key in PKCS #8 and in SubjectPublicKeyInfo: RFC 8410. */
const PKCS8 = Buffer.from("302e020100300506032b657004220420", "hex");
const SPKI = Buffer.from("302a300506032b6570032100", "hex");

export type Verifier = { name: string; id: Buffer; publicKey: KeyObject; vkey: string };
export type Signer = Verifier & { privateKey: KeyObject };

/** A text under at least one signature of a key that the reader trusts. */
export type Opened = { text: string; signers: string[] };

/** C2SP signed-note: SHA-256(name || 0x0A || type || public key), its first four bytes. */
const keyId = (name: string, publicKey: Uint8Array): Buffer =>
  createHash("sha256")
    .update(Buffer.concat([Buffer.from(`${name}\n`), Buffer.from([ED25519]), publicKey]))
    .digest()
    .subarray(0, 4);

const isName = (name: string) => name !== "" && !/[\s+\p{Cc}]/u.test(name);
const fromBase64 = (text: string): Buffer | undefined => {
  const bytes = Buffer.from(text, "base64");
  return bytes.toString("base64") === text ? bytes : undefined;
};

function verifierOf(name: string, publicKey: KeyObject): Verifier {
  const raw = publicKey.export({ format: "der", type: "spki" }).subarray(SPKI.length);
  const id = keyId(name, raw);
  const material = Buffer.concat([Buffer.from([ED25519]), raw]).toString("base64");
  return { name, id, publicKey, vkey: `${name}+${id.toString("hex")}+${material}` };
}

/** A name, the key's id and its material: what the last three fields of both kinds of key are. */
function fieldsOf(key: string): { name: string; id: string; material: Buffer } | undefined {
  const [, name = "", id = "", encoded = ""] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(key) ?? [];
  const bytes = fromBase64(encoded);
  if (!isName(name) || bytes?.length !== KEY_BYTES + 1 || bytes[0] !== ED25519) return undefined;
  return { name, id, material: bytes.subarray(1) };
}

/** Of `name+id+key`, as it is published. */
export function readVerifier(vkey: string): Verifier {
  const fields = fieldsOf(vkey);
  if (!fields) throw new Error("not a verifier key: name+id+key of an Ed25519 key");
  const key = createPublicKey({ key: Buffer.concat([SPKI, fields.material]), format: "der", type: "spki" });
  const verifier = verifierOf(fields.name, key);
  if (verifier.id.toString("hex") !== fields.id) throw new Error("the verifier key's id is not its own");
  return verifier;
}

/** Of `PRIVATE+KEY+name+id+key`. Never says what it was given: it may be most of a key. */
export function readSigner(skey: string): Signer {
  const fields = skey.startsWith("PRIVATE+KEY+") ? fieldsOf(skey.slice("PRIVATE+KEY+".length)) : undefined;
  if (!fields) throw new Error("not a signing key: PRIVATE+KEY+name+id+key of an Ed25519 key");
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8, fields.material]), format: "der", type: "pkcs8" });
  const verifier = verifierOf(fields.name, createPublicKey(privateKey));
  if (verifier.id.toString("hex") !== fields.id) throw new Error("the signing key's id is not its own");
  return { ...verifier, privateKey };
}

/** A new signing key, in the form that `readSigner` reads. */
export function makeSigningKey(name: string): string {
  if (!isName(name)) throw new Error("a key's name has neither spaces nor +");
  const seed = randomBytes(KEY_BYTES);
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: "der", type: "pkcs8" });
  const { id } = verifierOf(name, createPublicKey(privateKey));
  const material = Buffer.concat([Buffer.from([ED25519]), seed]).toString("base64");
  return `PRIVATE+KEY+${name}+${id.toString("hex")}+${material}`;
}

/** The text, an empty line, and one signature line. The text ends its last line. */
export function signNote(text: string, signer: Signer): string {
  if (!text.endsWith("\n")) throw new Error("a note's text ends with a new line");
  const signature = sign(null, Buffer.from(text), signer.privateKey);
  return `${text}\n— ${signer.name} ${Buffer.concat([signer.id, signature]).toString("base64")}\n`;
}

/**
 * The text of a note that one of these keys has signed; undefined when none has, or when it is no note. Signatures of
 * unknown keys are passed over, a wrong one of a known key is not.
 */
export function openNote(note: string, verifiers: readonly Verifier[]): Opened | undefined {
  const read = splitNote(note);
  if (!read) return undefined;
  const signers: string[] = [];
  for (const { name, bytes } of read.signatures) {
    const known = verifiers.find((one) => one.name === name && one.id.equals(bytes.subarray(0, 4)));
    if (!known) continue;
    const signature = bytes.subarray(4);
    if (signature.length !== SIGNATURE_BYTES || !verify(null, Buffer.from(read.text), known.publicKey, signature))
      return undefined;
    signers.push(name);
  }
  return signers.length > 0 ? { text: read.text, signers } : undefined;
}

/** A note's text and its signature lines, none of them checked; undefined when it has not the shape of one. */
export function splitNote(note: string): { text: string; signatures: { name: string; bytes: Buffer }[] } | undefined {
  const cut = note.lastIndexOf("\n\n");
  const isPlain = !/[^\P{Cc}\n]/u.test(note) && Buffer.byteLength(note) <= MAX_NOTE_BYTES;
  if (cut < 0 || !isPlain || !note.endsWith("\n")) return undefined;
  const lines = note.slice(cut + 2, -1).split("\n");
  const signatures = lines.flatMap((line) => {
    const [, name = "", encoded = ""] = /^— (\S+) (\S+)$/.exec(line) ?? [];
    const bytes = fromBase64(encoded);
    return isName(name) && bytes && bytes.length > 4 ? [{ name, bytes }] : [];
  });
  return signatures.length === lines.length ? { text: note.slice(0, cut + 1), signatures } : undefined;
}
