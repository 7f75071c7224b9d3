import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { compressStatic } from "./compress-static.mjs";

// Bundles the processes into dist/: server.mjs, worker.mjs, delivery.mjs and the two threads the worker starts beside it.
// Run after `next build`. The folder of that build is the first argument (default .next): its text files get compressed copies.
const root = fileURLToPath(new URL("..", import.meta.url));
const entries = {
  server: "server/main.ts",
  worker: "worker/main.ts",
  delivery: "delivery/main.ts",
  passkeys: "passkeys/main.ts",
  "pipeline-thread": "lib/pipeline/pipeline-thread.ts",
  "ffmpeg-thread": "lib/pipeline/decode/ffmpeg-thread.ts",
};
const entryPoints = Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(join(root, file))));
if (!entryPoints.server) throw new Error("server/main.ts is missing");

await build({
  absWorkingDir: root,
  entryPoints,
  outdir: "dist",
  outExtension: { ".js": ".mjs" },
  bundle: true,
  packages: "external",
  platform: "node",
  format: "esm",
  target: "node20",
  sourcemap: true,
  logLevel: "warning",
});

const statics = join(root, process.argv[2] ?? ".next", "static");
const compressed = existsSync(statics) ? compressStatic(statics) : 0;
console.log(JSON.stringify({ bundled: Object.keys(entryPoints), compressed }));
