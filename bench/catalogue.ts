import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { freePort } from "../dev/launch-postgres.ts";
import { interleaved } from "./load.ts";
import { ended, site, started, startMarket } from "./market.ts";
import { type Measure, measured, median } from "./measure.ts";

/** As browsers ask. */
const browser = { "accept-encoding": "gzip, deflate, br" };

/** The cached catalogue page of the production server, against an empty static page of Next's own server. */
export async function measureCatalogue(): Promise<Measure[]> {
  const market = await startMarket();
  const floor = await startEmptyNext();
  try {
    const [ours, theirs] = await interleaved([
      { name: "catalogue", url: `${site}/en/datasets`, headers: browser, expect: 200 },
      { name: "Next's static page", url: floor.url, headers: browser, expect: 200 },
    ]);
    return [measured("catalogue page, cached", median(ours!), "requests/s", median(theirs!), 10)];
  } finally {
    await ended(floor.child);
    await ended(market);
  }
}

/** The smallest app that Next can make, built and started by Next itself. */
async function startEmptyNext() {
  const folder = path.resolve(".consonant/bench-next");
  fs.mkdirSync(path.join(folder, "app"), { recursive: true });
  const write = (name: string, text: string) => fs.writeFileSync(path.join(folder, name), text);
  write("package.json", '{"private":true,"type":"module"}');
  write("next.config.mjs", `export default { turbopack: { root: ${JSON.stringify(path.resolve("."))} } };`);
  write(
    "app/layout.jsx",
    'export default function Layout({ children }) { return <html lang="en"><body>{children}</body></html>; }',
  );
  write("app/page.jsx", "export default function Page() { return <p>empty</p>; }");
  const next = path.resolve("node_modules/next/dist/bin/next");
  const env = { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" } as const;
  const built = spawnSync(process.execPath, [next, "build", folder], {
    env: { ...process.env, ...env },
    encoding: "utf8",
  });
  if (built.status !== 0) throw new Error(`the empty app could not be built\n${built.stdout}\n${built.stderr}`);
  const port = await freePort();
  const child = await started([next, "start", folder, "-p", String(port), "-H", "127.0.0.1"], env, "Ready", 60_000);
  return { child, url: `http://127.0.0.1:${port}/` };
}
