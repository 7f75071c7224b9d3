import { randomUUID } from "node:crypto";
import http, { type IncomingMessage, type Server } from "node:http";
import type { Duplex } from "node:stream";
import { type ErrorCode, errorAnswer } from "./error-response.ts";

/** What one connection may cost. Times are milliseconds. */
export interface ServerLimits {
  headerBytes: number;
  headersMs: number;
  /** the whole request; an upload over a slow line is the longest */
  requestMs: number;
  keepAliveMs: number;
  /** how often the times are looked at */
  checkMs: number;
  connections: number;
}

export const SERVER_LIMITS: ServerLimits = {
  headerBytes: 16_384,
  headersMs: 15_000,
  requestMs: 600_000,
  keepAliveMs: 65_000,
  checkMs: 5_000,
  connections: 8_192,
};

/** A request has at most so many headers; a browser sends about twenty. */
const HEADERS = 100;
/** These mean one thing or nothing: node keeps the first of two, a proxy before us may have believed the second. */
const SINGLE = new Set(["host", "authorization", "origin", "content-length", "next-action"]);

const CODES: Record<string, ErrorCode> = {
  HPE_HEADER_OVERFLOW: "headers_too_large",
  ERR_HTTP_REQUEST_TIMEOUT: "too_slow",
};

/** node's server with every limit set, whose own refusals carry the same headers as ours. */
export function openServer(headers: Readonly<Record<string, string>>, limits: ServerLimits = SERVER_LIMITS): Server {
  const server = http.createServer({
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.keepAliveMs,
    connectionsCheckingInterval: limits.checkMs,
    requireHostHeader: false, // node would answer without our headers; headerRefusal() asks for it
  });
  server.maxConnections = limits.connections;
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
    writeRaw(socket, CODES[error.code ?? ""] ?? "bad_request", headers);
  });
  return server;
}

/** There are no WebSockets here, and no tunnels: an upgrade is refused before anything reads its address. */
export function refuseUpgrades(server: Server, headers: Readonly<Record<string, string>>): void {
  server.on("upgrade", (_request, socket) => writeRaw(socket, "bad_request", headers));
  server.on("connect", (_request, socket) => writeRaw(socket, "bad_request", headers));
}

/** Why a request is refused for its headers alone, before anything reads them. */
export function headerRefusal({ rawHeaders, headers, httpVersion }: IncomingMessage): ErrorCode | undefined {
  if (headers.host === undefined && httpVersion !== "1.0") return "bad_request";
  if (rawHeaders.length > 2 * HEADERS) return "headers_too_large";
  const seen = new Set<string>();
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i]!.toLowerCase();
    if (!SINGLE.has(name)) continue;
    if (seen.has(name)) return "bad_request";
    seen.add(name);
  }
  return undefined;
}

function writeRaw(socket: Duplex, code: ErrorCode, headers: Readonly<Record<string, string>>): void {
  const answer = errorAnswer(code);
  const all = {
    ...headers,
    ...answer.headers,
    "x-request-id": randomUUID(),
    "content-length": String(Buffer.byteLength(answer.body)),
    connection: "close",
  };
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.on("error", () => socket.destroy()); // whoever asked has gone: nobody is left to tell
  socket.end(`HTTP/1.1 ${answer.status} ${http.STATUS_CODES[answer.status]}\r\n${head.join("")}\r\n${answer.body}`);
}
