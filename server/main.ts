import { readFileSync } from "node:fs";
import http from "node:http";
import { join, resolve } from "node:path";
import next from "next";
import { THEME_SCRIPT_HASH } from "../components/shell/theme-script.ts";
import { env } from "../lib/env.ts";
import { limitVisitor } from "../lib/identity/limit-visitor.ts";
import { watchedBy } from "../lib/incidents/outage.ts";
import { consoleToLog } from "../lib/web/console-to-log.ts";
import { type PolicySite, policyWithHashes } from "../lib/web/content-policy.ts";
import { openServer, refuseUpgrades } from "../lib/web/http-server.ts";
import { catchTheRest } from "../lib/web/last-resort.ts";
import { log } from "../lib/web/log.ts";
import { securityHeaders } from "../lib/web/security-headers.ts";
import { answerWith } from "./answer.ts";
import { bounded } from "./bounded.ts";
import { watchCatalogueVersion } from "./catalogue-version.ts";
import { hotPaths } from "./hot-paths.ts";
import { PageCache } from "./page-cache.ts";
import { passkeyPaths } from "./passkey-paths.ts";
import { renderWith } from "./render.ts";
import { roomPaths } from "./room-paths.ts";
import { staticFiles } from "./static-files.ts";
import { stopGracefully } from "./stop-gracefully.ts";
import { wellKnown } from "./well-known.ts";

// One process of `web`: Next behind our own server. `--dev` compiles pages as they are asked for, and caches nothing.
const NEXT_AT_ONCE = 256;
const BODY_MS = 30_000;
const began = performance.now();
const development = process.argv.includes("--dev");
const {
  HOST,
  PORT,
  SITE_URL,
  DELIVERY_URL,
  CONSONANT_DIST,
  DATABASE_LOOK_URL,
  MAILBOX_URL,
  STRIPE_CHECKOUT_ORIGIN,
  CACHE_BYTES,
  TRUSTED_PROXIES,
  SECURITY_CONTACT = `mailto:security@${new URL(SITE_URL).hostname}`,
  LOG_LEVEL,
} = env();
log.level = LOG_LEVEL;
const rest = catchTheRest("web");
if (!development) consoleToLog(); // before Next, which prints the errors of pages

const headers = securityHeaders(SITE_URL);
const server = openServer(headers);
if (!development) refuseUpgrades(server, headers); // the development client's own channel is one
// In production Next hangs its handler for WebSockets on a server that never listens: there are none to take.
const app = next({
  dev: development,
  port: PORT,
  hostname: "localhost",
  httpServer: development ? server : http.createServer(),
});
await app.prepare();
const handle = app.getRequestHandler();

const version = watchCatalogueVersion(DATABASE_LOOK_URL);
watchedBy(version.outage);
const site: PolicySite = {
  deliveryOrigin: new URL(DELIVERY_URL).origin,
  checkoutOrigin: STRIPE_CHECKOUT_ORIGIN,
  ownScripts: [THEME_SCRIPT_HASH],
  secure: SITE_URL.startsWith("https:"),
  development,
};
const dist = resolve(CONSONANT_DIST);

const cache = development
  ? undefined
  : new PageCache({
      render: renderWith((request, response) => void handle(request, response), SITE_URL),
      version: version.current,
      shared: { always: headers, policy: (scripts, styles) => policyWithHashes(site, scripts, styles) },
      maxBytes: CACHE_BYTES,
      maxPageBytes: 2 << 20,
      maxRenders: 64,
    });

const files = development
  ? undefined
  : staticFiles(
      [
        { root: join(dist, "static"), prefix: "/_next/static" },
        { root: resolve("public"), prefix: "" },
      ],
      headers,
    );

server.on(
  "request",
  answerWith({
    siteUrl: new URL(SITE_URL).origin,
    hosts: new Set([new URL(SITE_URL).host, ...(development ? [`localhost:${PORT}`, `127.0.0.1:${PORT}`] : [])]),
    site,
    headers,
    hotPaths: [
      ...hotPaths({ databaseReachable: () => version.current() !== undefined, mailboxUrl: MAILBOX_URL }),
      ...wellKnown(SITE_URL, SECURITY_CONTACT),
      ...roomPaths,
      ...passkeyPaths,
    ],
    cache,
    files,
    prerendered: development ? new Set() : prerenderedPaths(dist),
    next: bounded(handle, NEXT_AT_ONCE),
    trustedProxies: TRUSTED_PROXIES,
    limitVisitor,
    outage: version.outage,
    bodyMs: BODY_MS,
  }),
);

server.listen(PORT, HOST, () => {
  rest.serving();
  process.stdout.write(
    `${JSON.stringify({ ready: PORT, ms: Math.round(performance.now() - began), pid: process.pid })}\n`,
  );
});
stopGracefully(server, async () => {
  await Promise.all([app.close(), version.stop()]);
  log.info({ cache: cache?.stats }, "stopped");
});

/** The pages that the build wrote to disk, e.g. `/en/terms`. */
function prerenderedPaths(folder: string): ReadonlySet<string> {
  const manifest: { routes: Record<string, unknown> } = JSON.parse(
    readFileSync(join(folder, "prerender-manifest.json"), "utf8"),
  );
  return new Set(Object.keys(manifest.routes));
}
