import net from "node:net";
import type { Campaign } from "./campaign.ts";
import { type Answer, inTurn } from "./client.ts";
import type { Inventory } from "./inventory.ts";
import type { Attempt } from "./judge.ts";

const evil = "evil.example";
const atOnce = 8;
type Probe = {
  path: string;
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  wanted: (answer: Answer) => boolean;
  why: string;
};

const refusedWith =
  (...statuses: number[]) =>
  ({ status }: Answer) =>
    statuses.includes(status);
const isNo = ({ status }: Answer) => status === 0 || status >= 300;
/** A page that says so, or a no; never what such a file holds. */
const notTheFile = (answer: Answer) =>
  isNo(answer) ||
  (String(answer.headers["content-type"]).startsWith("text/html") &&
    !/"devDependencies"|root:x:0|\[core\]/.test(answer.body));
const noSession = ({ headers }: Answer) => !/hs_[0-9a-f]{64}/.test(String(headers["set-cookie"] ?? ""));
const silent = (answer: Answer) => !JSON.stringify(answer.headers).includes(evil) && !answer.body.includes(evil);

/** The files of the build, and what steers Next, the proxy or a cache from outside; each as a stranger and as somebody signed in. */
export async function attackEdge(campaign: Campaign, inventory: Inventory): Promise<void> {
  const people = campaign.world.principals.filter(({ name }) => ["anonymous", "dana", "cyrus"].includes(name));
  const each = people.flatMap((by) => probes(campaign).map((probe) => ({ by, ...probe })));
  await inTurn(each, atOnce, async ({ by, path, method = "GET", headers, body, wanted, why }) => {
    const attempt: Attempt = {
      ...{ by, from: "site", method, path, body, route: `edge: ${why}` },
      headers: { ...by.headers, ...headers },
    };
    const answer = await campaign.attempt("edge", attempt);
    if (!wanted(answer))
      campaign.find({
        kind: "fault",
        what: `${why}: answered ${answer.status}`,
        by: by.name,
        repeat: `${method} ${path} ${JSON.stringify(headers ?? {})}`,
      });
  });
  await inTurn(inventory.files, atOnce, async (file) => {
    const path = encodeURI(file);
    await campaign.attempt("edge", {
      ...{ by: people[0]!, from: "site" as const, method: "GET", path, headers: {}, route: "file of the build" },
    });
  });
  await rawProbes(campaign);
}

const probes = ({ product }: Campaign): Probe[] => [
  ...hiddenFiles(),
  ...steering(),
  ...otherHosts(),
  ...withoutProof(product.site.origin),
];

/** Files that are not public, and addresses of Next's own machinery. */
function hiddenFiles(): Probe[] {
  const [staticFile] = ["/_next/static/chunks/webpack.js"];
  return [
    ...[
      "/.env",
      "/.next/BUILD_ID",
      "/dist/server.mjs",
      "/package.json",
      "/.git/config",
      "/_next/../package.json",
      "/_next/static/../server/app-paths-manifest.json",
      "/_next/static/%2e%2e/server/server-reference-manifest.json",
      "/_next/static/..%2f..%2fpackage.json",
      "//etc/passwd",
      "/demo/../../package.json",
    ].map((path): Probe => ({ path, wanted: notTheFile, why: "a file that is not public" })),
    ...[
      "/_next/image?url=%2Ficon.svg&w=64&q=75",
      `/_next/image?url=http%3A%2F%2F${evil}%2Fx.png&w=64&q=75`,
      "/_next/image?url=http%3A%2F%2F127.0.0.1%3A1%2F&w=64&q=75",
    ].map((path): Probe => ({ path, wanted: isNo, why: "the image optimiser is off" })),
    ...[
      "/_next/data/build/en/studio.json",
      "/_next/data/build/en/desk/money.json",
      "/_next/webpack-hmr",
      "/__nextjs_original-stack-frame",
      "/_next/postponed/resume/en/studio",
    ].map((path): Probe => ({ path, wanted: isNo, why: "an address of Next's own machinery" })),
    ...[`${staticFile}.map`, "/_next/static/chunks/main.js.map"].map(
      (path): Probe => ({ path, wanted: isNo, why: "source maps are not served" }),
    ),
  ];
}

/** Headers by which a visitor could steer Next past its own checks. */
function steering(): Probe[] {
  const own = "/en/desk/money";
  return [
    ...["middleware", "src/middleware", "proxy", "middleware:middleware:middleware:middleware:middleware"].map(
      (value): Probe => ({
        path: own,
        headers: { "x-middleware-subrequest": value },
        wanted: isNo,
        why: "x-middleware-subrequest opens nothing",
      }),
    ),
    ...[
      { "x-invoke-path": "/en/desk/money" },
      { "x-matched-path": "/en/desk/money" },
      { "x-rewrite-url": "/en/desk/money" },
      { "x-original-url": "/en/desk/money" },
      { "x-nextjs-data": "1" },
      { "next-resume": "1" },
      { "x-now-route-matches": "1" },
      { "x-edge-fill": "1" },
    ].map(
      (headers): Probe => ({
        path: own,
        headers: headers as Record<string, string>,
        wanted: isNo,
        why: `${Object.keys(headers)[0]} opens nothing`,
      }),
    ),
  ];
}

/** Another site's name wherever one may be believed: hosts, policies, redirects. */
function otherHosts(): Probe[] {
  return [
    { path: "/en", headers: { host: evil }, wanted: refusedWith(421), why: "another host is refused" },
    ...[
      "/en",
      "/",
      "/en/sign-in",
      "/en/studio",
      "/api/auth/signin",
      "/api/auth/csrf",
      `/api/auth/signin?callbackUrl=http://${evil}/`,
    ].map(
      (path): Probe => ({
        path,
        headers: { "x-forwarded-host": evil, "x-forwarded-proto": "http", forwarded: `host=${evil}` },
        wanted: path.includes(evil) ? () => true : silent,
        why: "a forwarded host is believed by nobody",
      }),
    ),
    {
      path: "/en/account",
      headers: { "content-security-policy": `script-src 'nonce-${evil}'`, "x-nonce": evil },
      wanted: silent,
      why: "a policy that was asked for is not given",
    },
    ...[
      `/en/sign-in?next=//${evil}/`,
      `/en/sign-in?next=https://${evil}/`,
      `/en//${evil}`,
      `//${evil}/`,
      `/\\${evil}`,
      `/en/..//${evil}/`,
    ].map(
      (path): Probe => ({
        path,
        wanted: ({ headers }) => !/^(?:https?:)?[/\\]{2}evil/.test(String(headers.location ?? "")),
        why: "no redirect leaves the site",
      }),
    ),
  ];
}

/** next-auth's changes, without what proves that a page of ours asks. */
function withoutProof(origin: string): Probe[] {
  return [
    {
      path: "/api/auth/callback/mail",
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", origin: origin },
      body: "secret=hl_0&json=true",
      wanted: noSession,
      why: "sign-in without its CSRF token",
    },
    {
      path: "/api/auth/signout",
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", origin: `http://${evil}` },
      body: "json=true",
      wanted: refusedWith(403),
      why: "sign-out from another site",
    },
  ];
}

/** What no HTTP client would send: absolute addresses, upgrades, smuggled lengths. Only that nothing is opened and nobody dies. */
async function rawProbes(campaign: Campaign): Promise<void> {
  const { port, host } = campaign.product.site;
  const by = campaign.world.principals[0]!;
  const requests = [
    `GET http://${evil}/ HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
    `GET http://127.0.0.1:1/ HTTP/1.1\r\nHost: ${host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`,
    `POST /en HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\nGET /en/desk HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
    `GET /en HTTP/1.1\r\nHost: ${host}\r\nHost: ${evil}\r\nConnection: close\r\n\r\n`,
    `CONNECT ${evil}:443 HTTP/1.1\r\nHost: ${evil}:443\r\n\r\n`,
  ];
  await inTurn(requests, atOnce, async (request) => {
    const text = await sayRaw(port, request);
    if (/^HTTP\/1\.1 (?:2\d\d|101)/.test(text))
      campaign.find({
        kind: "fault",
        what: `a request that nobody sends was answered ${text.slice(9, 12)}`,
        by: by.name,
        repeat: JSON.stringify(request),
      });
  });
}

const sayRaw = (port: number, request: string): Promise<string> =>
  new Promise((resolve) => {
    const parts: Buffer[] = [];
    const socket = net.connect(port, "127.0.0.1", () => socket.write(request));
    const done = () => resolve(Buffer.concat(parts).toString("latin1"));
    socket.setTimeout(2_000, () => socket.destroy());
    socket
      .on("data", (part: Buffer) => parts.push(part))
      .on("close", done)
      .on("error", done);
  });
