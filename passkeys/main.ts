import http from "node:http";
import { openDoor } from "../db/door.ts";
import { envOf } from "../lib/env.ts";
import { catchTheRest } from "../lib/web/last-resort.ts";
import { log } from "../lib/web/log.ts";
import { answerWith } from "./answer.ts";

// The process that checks passkeys and raises sessions. web carries its questions and answers to the browser and back; what
// it says itself is worth nothing here without a signature.
const env = envOf("passkeys");
log.level = env.LOG_LEVEL;
const rest = catchTheRest("passkeys");
const url = env.DATABASE_PASSKEYS_URL;
const door = openDoor({ lookUrl: url, actUrl: url });
const server = http.createServer(
  { maxHeaderSize: 8_192, headersTimeout: 5_000, requestTimeout: 10_000 },
  answerWith({ door, siteUrl: env.SITE_URL }),
);
server.listen(env.PASSKEYS_PORT, env.HOST, () => {
  rest.serving();
  console.log(JSON.stringify({ ready: "passkeys", port: env.PASSKEYS_PORT }));
});

let stopping = false;
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(0), 5_000).unref();
    server.close(() => void door.close().then(() => process.exit(0)));
    server.closeIdleConnections();
  });
}
