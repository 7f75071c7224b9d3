import { readFileSync } from "node:fs";
import { join } from "node:path";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { primitivesIn, weakIn } from "./crypto-laws.ts";
import { root, sourcesEndingIn } from "./sources.ts";

const SHIPPED = /^(?:app|components|lib|db|server|worker|delivery|passkeys|i18n|messages)\/|^proxy\.ts$/;
const shipped = sourcesEndingIn([".ts", ".tsx"]).filter(
  ({ path }) => SHIPPED.test(path) && !/\.test\.tsx?$/.test(path),
);
/** What is no code of ours: the database's functions, and libraries. */
const LIBRARIES = new Set(["database", "next-auth", "stripe"]);
const inFile = (path: string) => (text: string) => weakIn({ path, text });
const inSome = inFile("lib/orders/some.ts");

describe("the cryptography of what ships", () => {
  it("is approved, long enough and drawn from the system's source, in the house", () => {
    expect(shipped.length).toBeGreaterThan(300);
    expect(shipped.flatMap((source) => weakIn(source).map((fault) => `${source.path}: ${fault}`))).toEqual([]);
  });

  it("is all in docs/cryptography.csv, and nothing is there that is gone", () => {
    const { data, errors } = Papa.parse<Record<string, string>>(
      readFileSync(join(root, "docs/cryptography.csv"), "utf8"),
      {
        header: true,
        skipEmptyLines: true,
      },
    );
    expect(errors).toEqual([]);
    const listed = data
      .filter((row) => !LIBRARIES.has(row.where ?? ""))
      .map((row) => `${row.algorithm} in ${row.where}`);
    expect(listed.sort()).toEqual([...new Set(shipped.flatMap(primitivesIn))].sort());
    for (const row of data)
      for (const field of ["purpose", "key", "replaced"])
        expect(row[field], `${row.algorithm} ${row.where} ${field}`).toMatch(/\S/);
  });

  it.each([
    'import { createHash } from "node:crypto"; createHash("md5");',
    'import { createHash } from "node:crypto"; createHash("sha1");',
    'import { createHash } from "node:crypto"; createHash(algorithm);',
    'import { createHmac } from "node:crypto"; createHmac("md5", key);',
    'import { createCipheriv } from "node:crypto"; createCipheriv("aes-256-ecb", key, null);',
    'import { createCipheriv } from "node:crypto"; createCipheriv("aes-256-cbc", key, iv);',
    'import { createCipheriv } from "node:crypto"; createCipheriv("aes-256-ctr", key, iv);',
    'import { randomBytes } from "node:crypto"; randomBytes(8);',
    'import { randomBytes } from "node:crypto"; randomBytes(length);',
    'import { pseudoRandomBytes } from "node:crypto";',
    'import { publicEncrypt as seal } from "node:crypto";',
    'import crypto from "node:crypto";',
    'import * as crypto from "crypto";',
    "const token = Math.random().toString(36);",
  ])("catches a planted fault: %s", (text) => expect(inSome(text).length).toBeGreaterThan(0));

  it.each([
    'import { createHash } from "node:crypto"; createHash("sha256").update(a).digest("hex");',
    'import { createHmac, timingSafeEqual } from "node:crypto"; createHmac("sha512", key);',
    'import { createCipheriv } from "node:crypto"; createCipheriv("aes-256-gcm", key, iv);',
    'import { randomBytes } from "node:crypto"; const BYTES = 32; randomBytes(BYTES);',
    'import { randomUUID } from "node:crypto"; randomUUID();',
    "Math.round(1.5); location.assign(home);",
  ])("lets pass: %s", (text) => expect(inSome(text)).toEqual([]));
});
