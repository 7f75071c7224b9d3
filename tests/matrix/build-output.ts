import fs from "node:fs";
import path from "node:path";
import type { Campaign } from "./campaign.ts";
import type { CanaryBook } from "./canaries.ts";

/** Secrets by their look: what a build machine's environment could have left in the output. */
const secrets: readonly [string, RegExp][] = [
  ["a private key", /-----BEGIN [A-Z ]*PRIVATE KEY-----\s*[A-Za-z0-9+/]/],
  ["a vault identity", /AGE-SECRET-KEY-1[0-9A-Z]{30,}/],
  ["a key of Stripe's", /\b(?:sk|rk)_(?:test|live)_[A-Za-z0-9]{16,}/],
  ["a webhook secret", /\bwhsec_[A-Za-z0-9+/]{16,}/],
  ["a database's password", /postgres(?:ql)?:\/\/[\w-]+:[^@\s"'`$]{6,}@/],
];
const folders = [".next/static", ".next/server", "dist", "public"];
const maxBytes = 32 << 20;

/** What the build wrote to disk: no secret anywhere, and no source map where browsers reach. Returns how many files were read. */
export function searchBuild(campaign: Campaign): number {
  let files = 0;
  for (const folder of folders)
    for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
      const file = path.join(entry.parentPath, entry.name);
      if (!entry.isFile() || fs.statSync(file).size > maxBytes) continue;
      files++;
      const fault = (what: string) =>
        campaign.find({ kind: "leak", what: `${what} in the build: ${file}`, by: "build", repeat: `grep ${file}` });
      if (folder === ".next/static" && file.endsWith(".map")) fault("a source map");
      const text = fs.readFileSync(file, "latin1");
      for (const [what, look] of secrets) if (look.test(text)) fault(what);
      for (const { where } of campaign.world.book.in(text)) fault(where);
    }
  return files;
}

/** What the processes printed while they were attacked: no canary that no address had said. */
export function searchLogs(campaign: Campaign<{ book: CanaryBook }>): number {
  let characters = 0;
  for (const { name, text } of campaign.product.printed()) {
    characters += text.length;
    for (const { word, where } of campaign.world.book.in(text))
      if (!campaign.said.has(word)) {
        const at = text.toLowerCase().indexOf(word.toLowerCase());
        const line = text.slice(text.lastIndexOf("\n", at) + 1, at + 80).slice(-300);
        campaign.find({ kind: "leak", what: `${where} in the log of ${name}`, by: name, repeat: line });
      }
  }
  return characters;
}
