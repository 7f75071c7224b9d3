import { describe, expect, it } from "vitest";
import { makeSigningKey, openNote, readSigner, readVerifier, signNote } from "./signed-note.ts";

// The example of golang.org/x/mod/sumdb/note, where the format comes from.
const skey = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
const vkey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const signature =
  "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
const note = `${text}\n${signature}`;

describe("the published example", () => {
  it("is signed to the byte", () => {
    const signer = readSigner(skey);
    expect(signer.vkey).toBe(vkey);
    expect(signNote(text, signer)).toBe(note);
  });

  it("is opened by its key, and by its key only", () => {
    expect(openNote(note, [readVerifier(vkey)])).toEqual({ text, signers: ["PeterNeumann"] });
    expect(openNote(note, [])).toBeUndefined();
    expect(openNote(note, [readSigner(makeSigningKey("PeterNeumann"))])).toBeUndefined();
  });

  it.each([
    ["another text", note.replace("answer", "Answer")],
    ["one line less", note.slice(note.indexOf("\n") + 1)],
    ["another signature", note.replace("x08go/ZJ", "x08go/ZK")],
    ["a cut signature", note.replace("BwJnAM=\n", "Bw==\n")],
    ["no signature", text],
    ["no end", note.slice(0, -1)],
    ["a line that is no signature", `${note}hello\n`],
    ["base64 of another spelling", note.replace("BwJnAM=", "BwJnAN=")],
    ["a control character", note.replace("answer", "answer\r")],
  ])("is refused with %s", (_what, changed) => {
    expect(changed).not.toBe(note);
    expect(openNote(changed, [readVerifier(vkey)])).toBeUndefined();
  });

  it("may carry a witness's signature of a key that nobody here knows", () => {
    const witness = readSigner(makeSigningKey("witness.example"));
    const line = signNote(text, witness).slice(text.length + 1);
    expect(openNote(note + line, [readVerifier(vkey)])?.signers).toEqual(["PeterNeumann"]);
    expect(openNote(note + line, [readVerifier(vkey), witness])?.signers).toEqual(["PeterNeumann", "witness.example"]);
  });
});

describe("a key", () => {
  it("is made, read and known by its verifier key", () => {
    const signer = readSigner(makeSigningKey("consonant.example/audit"));
    expect(readVerifier(signer.vkey).id.equals(signer.id)).toBe(true);
    expect(openNote(signNote("a\n", signer), [readVerifier(signer.vkey)])?.text).toBe("a\n");
  });

  it("is refused when it is not one, without being quoted", () => {
    for (const wrong of ["", "x", vkey, skey.replace("c74f20a3", "c74f20a4"), `${skey}A`, skey.replace("+AY", "+BY")]) {
      expect(() => readSigner(wrong)).toThrow(
        /^(not a signing key: PRIVATE\+KEY\+name\+id\+key of an Ed25519 key|the signing key's id is not its own)$/,
      );
    }
    for (const wrong of ["", skey, vkey.replace("c74f20a3", "c74f20a4"), vkey.replace("Peter", "Pe ter")])
      expect(() => readVerifier(wrong)).toThrow(/verifier key/);
    expect(() => makeSigningKey("two words")).toThrow();
  });
});
