import { openDoor, workers } from "../db/door.ts";
import { envOf } from "../lib/env.ts";
import { openStore } from "../lib/outside/storage.ts";
import { openStripe } from "../lib/outside/stripe.ts";
import { openNativeDecoder } from "../lib/pipeline/decode/native-decoder.ts";
import { servicesOf } from "../lib/pipeline/services-of.ts";
import { catchTheRest } from "../lib/web/last-resort.ts";
import { log } from "../lib/web/log.ts";
import { mediaJobs, moneyJobs } from "./jobs.ts";
import { runMailer } from "./mail.ts";
import { runNotary } from "./notary.ts";
import { runJobs } from "./run-jobs.ts";

/** One process a family: each is started with its own settings, and so holds its own secrets only. */
const start = {
  media: async () => {
    const env = envOf("media");
    const url = env.DATABASE_MEDIA_URL;
    const door = openDoor({ lookUrl: url, actUrl: url, opener: workers, max: 4 });
    const stores = {
      intake: openStore(env.INTAKE_STORE),
      vault: openStore(env.VAULT_STORE),
      shelf: openStore(env.SHELF_STORE),
    };
    const jobs = mediaJobs({
      door,
      stores,
      vaultIdentity: env.VAULT_IDENTITY,
      siteUrl: env.SITE_URL,
      services: servicesOf(env),
      decoder: await openNativeDecoder(env.FFMPEG_PATH),
    });
    return stopBoth(await runJobs(url, jobs, 2), door);
  },
  money: async () => {
    const env = envOf("money");
    const url = env.DATABASE_MONEY_URL;
    const door = openDoor({ lookUrl: url, actUrl: url, opener: workers, max: 4 });
    const stripe = openStripe({ secretKey: env.STRIPE_SECRET_KEY, apiBase: env.STRIPE_API_BASE });
    return stopBoth(await runJobs(url, moneyJobs({ door, stripe, siteUrl: env.SITE_URL }), 4), door);
  },
  mail: async () => runMailer(envOf("mail")),
  notary: async () => runNotary(envOf("notary")),
};
const stopBoth = (running: { stop(): Promise<void> }, door: { close(): Promise<unknown> }) => ({
  stop: async () => {
    await running.stop();
    await door.close();
  },
});

const family = process.argv[2];
if (family !== "media" && family !== "money" && family !== "mail" && family !== "notary") {
  throw new Error("usage: worker media | money | mail | notary");
}
log.level = envOf(family).LOG_LEVEL;
catchTheRest(`worker ${family}`);
const running = await start[family]();
console.log(JSON.stringify({ ready: `worker ${family}`, pid: process.pid }));

let stopping = false;
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), 15_000).unref(); // a job that does not end is taken again by the next worker
    running.stop().then(
      () => process.exit(0),
      (error) => {
        log.error({ err: error }, "stopping");
        process.exit(1);
      },
    );
  });
}
