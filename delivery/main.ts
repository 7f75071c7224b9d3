import { openDoor } from "../db/door.ts";
import { envOf } from "../lib/env.ts";
import { openStore } from "../lib/outside/storage.ts";
import { openServer, refuseUpgrades } from "../lib/web/http-server.ts";
import { catchTheRest } from "../lib/web/last-resort.ts";
import { log } from "../lib/web/log.ts";
import { deliveryHeaders } from "../lib/web/security-headers.ts";
import { answerWith } from "./answer.ts";

const env = envOf("delivery");
log.level = env.LOG_LEVEL;
const rest = catchTheRest("delivery");
const url = env.DATABASE_DELIVERY_URL;
const door = openDoor({ lookUrl: url, actUrl: url });
const headers = deliveryHeaders(env.DELIVERY_URL);
const server = openServer(headers).on(
  "request",
  answerWith({ door, shelf: openStore(env.SHELF_STORE), linkKey: env.LINK_SIGNING_KEY, headers }),
);
refuseUpgrades(server, headers);
server.listen(env.DELIVERY_PORT, env.HOST, () => {
  rest.serving();
  console.log(JSON.stringify({ ready: "delivery", port: env.DELIVERY_PORT }));
});

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
