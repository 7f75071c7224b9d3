import { type ChildProcess, spawn } from "node:child_process";
import { startStripeEmulator } from "../../dev/stripe/server.ts";
import type { MatrixWorld } from "./world.ts";

type Running = { child: ChildProcess; printed: string[] };
const readyMs = 60_000;
const stopMs = 16_000;

/** The production build, as it is started for customers: web, delivery and passkeys, with their real settings. What they print is kept. */
export async function startProduct(world: MatrixWorld) {
  const { env, place, secrets } = world;
  const stripe = await startStripeEmulator({
    port: place.ports.stripe,
    webhooks: [],
    restrictedKey: secrets.stripeWebKey,
    secretKey: secrets.stripeSecretKey,
    demo: true,
  });
  const running: Record<string, Running> = {};
  process.once("exit", () => {
    for (const { child } of Object.values(running)) child.kill("SIGKILL"); // a run that is cut short leaves nobody behind
  });
  const stop = async () => {
    await Promise.all(Object.values(running).map(({ child }) => end(child)));
    await stripe.close();
  };
  try {
    await Promise.all([
      start(running, "web", ["dist/server.mjs"], env.web),
      start(running, "delivery", ["dist/delivery.mjs"], env.delivery),
      start(running, "passkeys", ["dist/passkeys.mjs"], env.passkeys),
    ]);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    site: { port: place.ports.site, host: `localhost:${place.ports.site}`, origin: env.web.SITE_URL },
    delivery: { port: place.ports.delivery, host: `localhost:${place.ports.delivery}` },
    printed: () => Object.entries(running).map(([name, { printed }]) => ({ name, text: printed.join("") })),
    ended: () =>
      Object.entries(running)
        .filter(([, { child }]) => child.exitCode !== null || child.signalCode !== null)
        .map(([name]) => name),
    stop,
  };
}
export type Product = Awaited<ReturnType<typeof startProduct>>;

function start(
  running: Record<string, Running>,
  name: string,
  args: string[],
  env: Record<string, string | undefined>,
) {
  const child = spawn(process.execPath, args, { env: env as NodeJS.ProcessEnv, stdio: ["ignore", "pipe", "pipe"] });
  const printed: string[] = [];
  running[name] = { child, printed };
  return new Promise<void>((resolve, reject) => {
    const fail = (what: string) => reject(new Error(`${name} ${what}\n${printed.join("").slice(-4_000)}`));
    const late = setTimeout(() => fail("was not ready in time"), readyMs);
    const hear = (data: Buffer) => {
      printed.push(data.toString());
      if (!data.includes('"ready"')) return;
      clearTimeout(late);
      resolve();
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("exit", (code) => {
      clearTimeout(late);
      fail(`ended with ${code}`);
    });
  });
}

const end = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    const late = setTimeout(() => child.kill("SIGKILL"), stopMs);
    child.once("exit", () => {
      clearTimeout(late);
      resolve();
    });
    child.kill("SIGTERM");
  });
