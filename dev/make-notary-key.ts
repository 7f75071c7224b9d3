import { makeSigningKey, readSigner } from "../lib/audit/signed-note.ts";

// npx tsx dev/make-notary-key.ts consonant.example/audit: a key for the notary, and what the site shows of it.
const [name] = process.argv.slice(2);
if (!name) {
  console.error("usage: npx tsx dev/make-notary-key.ts NAME, such as consonant.example/audit");
  process.exit(2);
}
const key = makeSigningKey(name);
console.log(`NOTARY_KEY=${key}\nNOTARY_VERIFIER=${readSigner(key).vkey}`);
