import type { IncomingMessage, ServerResponse } from "node:http";
import type { VisitorLimit } from "../lib/identity/limit-visitor.ts";

/** Answers one request. A Refusal thrown becomes its status; anything else reads "something broke". */
export type HotHandler = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void>;

export interface HotPath {
  path: RegExp;
  handle: HotHandler;
  /** What may be asked; without it, GET and HEAD. */
  methods?: readonly string[];
  /** Answered under any Host: a balancer asks for health by address. */
  anyHost?: true;
  /** A body may take as long as the server lets a request take: uploads over slow lines. */
  slowBody?: true;
  /** What asking here counts as, for the visitor's address. */
  limit?: VisitorLimit;
}

export interface HotPathNeeds {
  databaseReachable(): boolean;
  mailboxUrl: string | undefined;
}

/** The machine paths, answered ahead of Next. Each one limits its own body; the Origin of changes was checked before. */
export function hotPaths({ databaseReachable, mailboxUrl }: HotPathNeeds): readonly HotPath[] {
  const table: HotPath[] = [{ path: /^\/healthz$/, handle: health(databaseReachable), anyHost: true }];
  if (mailboxUrl) table.push({ path: /^\/dev\/mail$/, handle: redirectTo(mailboxUrl) });
  return table;
}

const READS = ["GET", "HEAD"];
/** Pages are read; Server Actions and next-auth's forms are posted. Nothing here answers another origin's preflight. */
const NEXT_METHODS = [...READS, "POST"];

/** What an address takes; everything else, TRACE and OPTIONS too, is refused before anybody is asked. */
export const methodsOf = (hot: HotPath | undefined): readonly string[] => (hot ? (hot.methods ?? READS) : NEXT_METHODS);

export function findHotPath(table: readonly HotPath[], path: string): HotPath | undefined {
  return table.find((one) => one.path.test(path));
}

const health =
  (databaseReachable: () => boolean): HotHandler =>
  async (_request, response) => {
    const reachable = databaseReachable();
    const body = JSON.stringify({ ok: reachable, database: reachable ? "reachable" : "unreachable" });
    response
      .writeHead(reachable ? 200 : 503, { "content-type": "application/json", "cache-control": "no-store" })
      .end(body);
  };

const redirectTo =
  (location: string): HotHandler =>
  async (_request, response) => {
    response.writeHead(302, { location, "cache-control": "no-store" }).end();
  };
