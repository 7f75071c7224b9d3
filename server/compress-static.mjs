import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/** What is worth compressing, with the type it is served as. @type {Record<string, string>} */
export const textTypes = {
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".svg": "image/svg+xml; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
};

/** How a compressed copy is named beside its file. @type {Record<string, string>} */
export const codingSuffixes = { br: ".br", gzip: ".gz" };

const WORTH_BYTES = 1_024;

/** Writes `.br` and `.gz` copies beside each text file of a folder, once, at build. Returns how many files got them. @param {string} folder */
export function compressStatic(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && textTypes[extname(entry.name)])
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => statSync(file).size >= WORTH_BYTES);
  for (const file of files) {
    const bytes = readFileSync(file);
    writeFileSync(
      file + codingSuffixes.br,
      brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
    );
    writeFileSync(file + codingSuffixes.gzip, gzipSync(bytes, { level: 9 }));
  }
  return files.length;
}
