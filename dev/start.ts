import fs from "node:fs";
import { buildIfNeeded } from "./build.ts";
import { bringUpToDate, databaseExists, makeDatabase, startCluster } from "./cluster.ts";
import { startMailbox } from "./mailbox/start-mailbox.ts";
import { type Started, startProcess } from "./processes.ts";
import { seedMarket } from "./seed/seed-market.ts";
import { welcome } from "./seed/welcome.ts";
import { database, environments, placeOf, secretsOf } from "./settings.ts";
import { startStripeEmulator } from "./stripe/server.ts";

// npm run demo: the whole market on this machine. npm run dev: the same with hot reload (--dev).
const development = process.argv.includes("--dev");
const began = performance.now();
/** What a first start makes besides the database. */
const firstMade = ["intake", "vault", "shelf", "checkpoints", "stripe.json", "mailbox.json"];
const stops: (() => Promise<unknown> | unknown)[] = [];
let ending: Promise<never> | undefined;

const say = (text: string) => console.log(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${text}`);

/** Stops everything, once: Ctrl-C reaches the children too, and their ends must not cut this one short. */
function end(code: number): Promise<never> {
  ending ??= stopAll().then(() => process.exit(code));
  return ending;
}

async function stopAll(): Promise<void> {
  say("stopping …");
  for (const stop of stops.reverse()) await stop();
  say("stopped; everything is kept");
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void end(0));

try {
  await start();
} catch (error) {
  console.error(`\nThe market did not start: ${error instanceof Error ? error.message : error}`);
  await end(1);
}

async function start(): Promise<void> {
  const place = placeOf(process.env);
  const secrets = await secretsOf(place);
  if (!development) say(buildIfNeeded() ? "production build made" : "production build is current");

  const seeded = place.in("seeded");
  const half = !fs.existsSync(seeded); // never finished its first start: begun anew, since nothing of anybody's is in it yet
  if (half) for (const name of firstMade) fs.rmSync(place.in(name), { recursive: true, force: true });

  const cluster = await startCluster(place.in("postgres"), { port: place.ports.postgres });
  stops.push(cluster.stop);
  const isNew = half || !(await databaseExists(cluster, database));
  if (isNew) await makeDatabase(cluster, database);
  else await bringUpToDate(cluster, database);
  say(`PostgreSQL on port ${cluster.port}${isNew ? ", database made" : ""}`);

  const site = `http://localhost:${place.ports.site}`;
  const stripe = await startStripeEmulator({
    port: place.ports.stripe,
    stateFile: place.in("stripe.json"),
    webhooks: [{ url: `${site}/webhooks/stripe`, secret: secrets.stripeWebhookSecret }],
    restrictedKey: secrets.stripeWebKey,
    secretKey: secrets.stripeSecretKey,
    demo: true,
  });
  stops.push(() => stripe.close());
  const mailbox = await startMailbox({
    smtpPort: place.ports.smtp,
    httpPort: place.ports.mailbox,
    stateFile: place.in("mailbox.json"),
  });
  stops.push(() => mailbox.close());
  say("Stripe emulator and mailbox");

  const env = await environments({ place, secrets, cluster, development, inherited: process.env });
  const onExit = (name: string, code: number | null) => {
    if (ending) return;
    console.error(`${name} ended with ${code}`);
    void end(1);
  };
  const run = async (
    name: string,
    args: string[],
    processEnv: Record<string, string | undefined>,
    readyMs = 60_000,
  ) => {
    const onSpawn = (started: Started) => stops.push(started.stop);
    await startProcess({ name, args, env: processEnv, readyMs, onSpawn, onExit });
  };
  const source = (file: string) => ["--import", "tsx", file];
  const worker = development ? source("worker/main.ts") : ["dist/worker.mjs"];
  await Promise.all([
    run("delivery", development ? source("delivery/main.ts") : ["dist/delivery.mjs"], env.delivery),
    run("media   ", [...worker, "media"], env.media),
    run("money   ", [...worker, "money"], env.money),
    run("mail    ", [...worker, "mail"], env.mail),
    run("passkeys", development ? source("passkeys/main.ts") : ["dist/passkeys.mjs"], env.passkeys),
    run("notary  ", [...worker, "notary"], env.notary),
    run("web     ", development ? [...source("server/main.ts"), "--dev"] : ["dist/server.mjs"], env.web, 120_000),
  ]);
  say("web, delivery, passkeys and four workers");

  if (half) {
    await seedMarket({ place, cluster, env, say });
    fs.writeFileSync(seeded, new Date().toISOString());
  }
  console.log(welcome(place));
  console.log(`ready ${site}`);
}
