import http from "node:http";

export type Target = { name: string; url: string; headers?: Record<string, string>; expect: number };

const connections = 30;
const roundMs = 4_000;

/** Requests per second of a closed loop of 30 keep-alive connections, for a bounded time. Throws on any other status. */
export async function requestsPerSecond(target: Target): Promise<number> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  const url = new URL(target.url);
  const once = () =>
    new Promise<void>((resolve, reject) => {
      const asked = http.get(url, { agent, headers: target.headers ?? {} }, (response) => {
        if (response.statusCode !== target.expect) reject(new Error(`${target.name} answered ${response.statusCode}`));
        response.resume().on("end", resolve).on("error", reject);
      });
      asked.on("error", reject).setTimeout(10_000, () => asked.destroy(new Error(`${target.name} timed out`)));
    });
  for (let i = 0; i < 200; i++) await once();
  let done = 0;
  const end = performance.now() + roundMs;
  const from = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < end) {
        await once();
        done++;
      }
    }),
  );
  agent.destroy();
  return done / ((performance.now() - from) / 1000);
}

/** Interleaved rounds, so that a noisy minute hits all targets alike: one list of rates a target. */
export async function interleaved(targets: Target[], rounds = 3): Promise<number[][]> {
  const rates: number[][] = targets.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [i, target] of targets.entries()) rates[i]!.push(await requestsPerSecond(target));
  }
  return rates;
}
