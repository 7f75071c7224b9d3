import http from "node:http";
import { openDoor } from "../db/door.ts";
import { envOf } from "../lib/env.ts";
import { openStore } from "../lib/outside/storage.ts";
import { log } from "../lib/web/log.ts";
import { answerWith } from "./answer.ts";

const env = envOf("delivery");
log.level = env.LOG_LEVEL;
const url = env.DATABASE_DELIVERY_URL;
const door = openDoor({ lookUrl: url, actUrl: url });
const server = http.createServer(
  { maxHeaderSize: 16_384, headersTimeout: 15_000 },
  answerWith({ door, shelf: openStore(env.SHELF_STORE), linkKey: env.LINK_SIGNING_KEY }),
);
server.listen(env.DELIVERY_PORT, env.HOST, () =>
  console.log(JSON.stringify({ ready: "delivery", port: env.DELIVERY_PORT })),
);

let stopping = false;
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(0), 5_000).unref(); // a long download is taken up again by its Range
    server.close(() => void door.close().then(() => process.exit(0)));
    server.closeIdleConnections();
  });
}
