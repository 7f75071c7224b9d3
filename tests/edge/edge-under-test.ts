import { type IncomingHttpHeaders, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { policyWithHashes } from "../../lib/web/content-policy.ts";
import { openServer, refuseUpgrades, SERVER_LIMITS } from "../../lib/web/http-server.ts";
import { securityHeaders } from "../../lib/web/security-headers.ts";
import { answerWith, type Edge } from "../../server/answer.ts";
import { hotPaths } from "../../server/hot-paths.ts";
import { PageCache } from "../../server/page-cache.ts";
import { renderWith } from "../../server/render.ts";
import { wellKnown } from "../../server/well-known.ts";

export const siteUrl = "https://consonant.example";
const policySite = {
  deliveryOrigin: "https://files.example",
  checkoutOrigin: "https://pay.example",
  ownScripts: [],
  secure: true,
  development: false,
};

type Next = (request: IncomingMessage, response: ServerResponse) => void;
/** Stands for Next: a page that is public under /en/datasets and private elsewhere, and shows every header it was given. */
export const page: Next = (asked, response) => {
  const shared = asked.url?.startsWith("/en/datasets");
  response.setHeader("content-type", "text/html");
  if (shared) response.setHeader("cache-control", "public, max-age=0");
  response.end(`<script>run()</script>${JSON.stringify({ url: asked.url, headers: asked.headers })}`);
};

export const servers: Server[] = [];

/** The edge over `next` on a free port: what it answers, and the headers that Next was handed. */
export async function edge(next: Next = page, over: Partial<Edge> = {}, maxRenders = 4, limits = SERVER_LIMITS) {
  const headers = securityHeaders(siteUrl);
  const handed: IncomingHttpHeaders[] = [];
  const watched: Next = (asked, response) => {
    handed.push({ ...asked.headers });
    next(asked, response);
  };
  const cache = new PageCache({
    render: renderWith(watched, siteUrl),
    version: () => (over.outage?.() ? undefined : "1"),
    shared: { always: headers, policy: (scripts, styles) => policyWithHashes(policySite, scripts, styles) },
    maxBytes: 1_000_000,
    maxPageBytes: 500_000,
    maxRenders,
  });
  const server = openServer(headers, limits).on(
    "request",
    answerWith({
      siteUrl,
      hosts: new Set(["consonant.example"]),
      site: policySite,
      headers,
      hotPaths: [
        ...hotPaths({ databaseReachable: () => true, mailboxUrl: "http://localhost:8025/" }),
        ...wellKnown(siteUrl, "mailto:security@consonant.example"),
      ],
      cache,
      prerendered: new Set(),
      next: async (asked, response) => watched(asked, response),
      trustedProxies: 0,
      limitVisitor: async () => undefined,
      outage: () => undefined,
      bodyMs: 30_000,
      ...over,
    }),
  );
  refuseUpgrades(server, headers);
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return { ask: asking(port), port, handed, cache };
}

export interface Answer {
  status: number | undefined;
  headers: IncomingHttpHeaders;
  text: string;
}

/** With Host and Origin as the test wants them, which fetch() does not allow. */
const asking =
  (port: number) =>
  (path: string, headers: Record<string, string> = {}, method = "GET", body = ""): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const sent = request(
        { port, host: "127.0.0.1", path, method, headers: { host: "consonant.example", ...headers } },
        async (answer) => {
          let text = "";
          for await (const part of answer) text += part;
          resolve({ status: answer.statusCode, headers: answer.headers, text });
        },
      );
      sent.on("error", reject).end(body);
    });
