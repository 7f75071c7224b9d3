import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * Where the code of a worker thread lies: `<name>.mjs` beside the running bundle in production, else the TypeScript
 * source beside the module that asks (`from` is its import.meta.url), started through tsx.
 */
export function threadFile(name: string, from: string): { file: URL; argv: string[] } {
  const bundled = new URL(`./${name}.mjs`, from);
  if (existsSync(fileURLToPath(bundled))) return { file: bundled, argv: [] };
  return {
    file: new URL("./start-typescript.mjs", import.meta.url),
    argv: [new URL(`./${name}.ts`, from).href],
  };
}
