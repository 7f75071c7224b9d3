import net from "node:net";

export type Target = { name: string; url: string; headers?: Record<string, string>; expect: number };

const connections = 30;
const roundMs = 4_000;
const waitMs = 10_000;

/**
 * Requests per second of a closed loop of 30 keep-alive connections, for a bounded time. Written on sockets: node's own
 * client costs more than the servers that are measured. Throws on any other status.
 */
export async function requestsPerSecond(target: Target): Promise<number> {
  const url = new URL(target.url);
  const headers = Object.entries({ host: url.host, ...target.headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  const request = Buffer.from(`GET ${url.pathname}${url.search} HTTP/1.1\r\n${headers.join("")}\r\n`);
  const lines = await Promise.all(Array.from({ length: connections }, () => connect(url, target)));
  try {
    for (const line of lines) for (let i = 0; i < 20; i++) await line.ask(request);
    let done = 0;
    const from = performance.now();
    const end = from + roundMs;
    await Promise.all(
      lines.map(async (line) => {
        while (performance.now() < end) {
          await line.ask(request);
          done++;
        }
      }),
    );
    return done / ((performance.now() - from) / 1000);
  } finally {
    for (const line of lines) line.socket.destroy();
  }
}

type Line = { socket: net.Socket; ask(request: Buffer): Promise<void> };

function connect(url: URL, target: Target): Promise<Line> {
  const socket = net
    .connect({ host: url.hostname === "localhost" ? "127.0.0.1" : url.hostname, port: Number(url.port) })
    .setNoDelay(true);
  let got: Buffer[] = [];
  let settle: { resolve(): void; reject(error: Error): void } | undefined;
  const fail = (why: string) => settle?.reject(new Error(`${target.name}: ${why}`));
  socket.setTimeout(waitMs, () => fail("timed out"));
  socket.on("error", (error) => fail(error.message)).on("close", () => fail("the connection was closed"));
  socket.on("data", (data) => {
    got.push(data);
    const all = got.length === 1 ? data : Buffer.concat(got);
    const ended = isWhole(all);
    if (!ended) return;
    got = [];
    if (Number(all.toString("latin1", 9, 12)) !== target.expect)
      return fail(`answered ${all.toString("latin1", 9, 12)}`);
    settle?.resolve();
  });
  const ask = (request: Buffer) =>
    new Promise<void>((resolve, reject) => {
      settle = { resolve, reject };
      socket.write(request);
    });
  return new Promise((resolve, reject) => {
    socket.once("error", reject).once("connect", () => resolve({ socket, ask }));
  });
}

const lastChunk = Buffer.from("0\r\n\r\n");

/** True when these bytes hold a whole response: by its length, or by its last chunk. */
function isWhole(bytes: Buffer): boolean {
  const head = bytes.indexOf("\r\n\r\n");
  if (head < 0) return false;
  const length = /\r\ncontent-length: *(\d+)/i.exec(bytes.toString("latin1", 0, head));
  if (length) return bytes.length >= head + 4 + Number(length[1]);
  return bytes.subarray(-lastChunk.length).equals(lastChunk) || bytes.length === head + 4;
}

/** Interleaved rounds, so that a noisy minute hits all targets alike: one list of rates a target. */
export async function interleaved(targets: Target[], rounds = 3): Promise<number[][]> {
  const rates: number[][] = targets.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [i, target] of targets.entries()) rates[i]!.push(await requestsPerSecond(target));
  }
  return rates;
}
