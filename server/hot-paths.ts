import type { IncomingMessage, ServerResponse } from "node:http";

/** Answers one request. A Refusal thrown becomes its status; anything else reads "something broke". */
export type HotHandler = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void>;

export interface HotPath {
  path: RegExp;
  handle: HotHandler;
  /** Answered under any Host: a balancer asks for health by address. */
  anyHost?: true;
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
