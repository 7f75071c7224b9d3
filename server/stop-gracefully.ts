import type { Server } from "node:http";
import { log } from "../lib/web/log.ts";

const LIMIT_MS = 10_000;

/** On SIGTERM or SIGINT: no new connections, what is under way is answered, then `close` runs and the process ends, within 10 s. */
export function stopGracefully(server: Server, close: () => Promise<void>): void {
  let stopping = false;
  // A busy keep-alive client would hold the old process for ever.
  server.prependListener("request", (_request, response) => {
    if (stopping) response.setHeader("connection", "close");
  });

  async function stop(signal: NodeJS.Signals): Promise<void> {
    if (stopping) return;
    stopping = true;
    setTimeout(() => {
      log.error({ signal }, "did not stop in time");
      process.exit(1);
    }, LIMIT_MS).unref();
    await new Promise((done) => {
      server.close(done);
      server.closeIdleConnections();
    });
    await close();
    process.exit(0);
  }
  process.on("SIGTERM", (signal) => void stop(signal)).on("SIGINT", (signal) => void stop(signal));
}
