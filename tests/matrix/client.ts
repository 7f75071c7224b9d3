import http from "node:http";
import { brotliDecompressSync, gunzipSync } from "node:zlib";

export type Asked = {
  method: string;
  /** sent as it is: a client's URL parser would mend what an attacker would not */
  path: string;
  headers: Readonly<Record<string, string>>;
  body?: Buffer | string | undefined;
};
export type Answer = { status: number; headers: http.IncomingHttpHeaders; body: string; ms: number };
export type Target = { port: number; host: string };

const agent = new http.Agent({ keepAlive: true, maxSockets: 16 });
const limitMs = 30_000;
const limitBytes = 8 << 20;

/** One request over a kept connection: the whole answer, decompressed. */
export function ask(target: Target, { method, path, headers, body }: Asked): Promise<Answer> {
  const began = performance.now();
  const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const request = http.request(
      {
        agent,
        host: "127.0.0.1",
        port: target.port,
        method,
        path,
        headers: { host: target.host, ...length, ...headers },
      },
      (response) => {
        const parts: Buffer[] = [];
        let bytes = 0;
        response.on("data", (part: Buffer) => {
          bytes += part.length;
          if (bytes > limitBytes) request.destroy(new Error(`more than ${limitBytes} bytes from ${path}`));
          parts.push(part);
        });
        response.on("error", reject);
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: plain(Buffer.concat(parts), response.headers["content-encoding"]).toString("latin1"),
            ms: performance.now() - began,
          }),
        );
      },
    );
    request.setTimeout(limitMs, () => request.destroy(new Error(`no answer from ${method} ${path.slice(0, 200)}`)));
    request.on("error", reject);
    request.end(body);
  });
}

export const hangUp = (): void => agent.destroy();

function plain(body: Buffer, coding: string | undefined): Buffer {
  if (body.length === 0) return body;
  if (coding === "br") return brotliDecompressSync(body);
  if (coding === "gzip") return gunzipSync(body);
  return body;
}

/** Each item in turn, no more than `atOnce` under way. */
export async function inTurn<T>(items: Iterable<T>, atOnce: number, work: (item: T) => Promise<void>): Promise<void> {
  const left = items[Symbol.iterator]();
  const lane = async () => {
    for (let next = left.next(); !next.done; next = left.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}
