import { buildIfNeeded } from "../../dev/build.ts";
import { attackAccount } from "./account.ts";
import { attackActions } from "./actions.ts";
import { searchBuild, searchLogs } from "./build-output.ts";
import { Campaign } from "./campaign.ts";
import { type Copy, keepCopy } from "./changes.ts";
import { hangUp } from "./client.ts";
import { controls } from "./controls.ts";
import { attackDelivery } from "./delivery.ts";
import { attackEdge } from "./edge.ts";
import { type Inventory, takeInventory } from "./inventory.ts";
import { attackJobs } from "./jobs.ts";
import type { Finding } from "./judge.ts";
import { attackMachinePaths } from "./machines.ts";
import { type Things, thingsOf } from "./objects.ts";
import { attackPages } from "./pages.ts";
import { attackPasskeys } from "./passkeys.ts";
import { startProduct } from "./product.ts";
import { type MatrixWorld, makeWorld } from "./world.ts";

export type RoutesSummary = {
  routes: number;
  actions: number;
  machinePaths: number;
  principals: number;
  objects: number;
  canaries: number;
  attempts: number;
  byPart: Record<string, { attempts: number; seconds: number }>;
  filesOfBuild: number;
  leaks: number;
  findings: Finding[];
  seconds: number;
};
/** `only`: these parts alone, while one works on them; the controls then ask for nothing that the others show. */
type Options = { say?: (line: string) => void; build?: boolean; only?: readonly string[] | undefined };

/**
 * Every route × every role × somebody else's object, over HTTP against the production build. Findings are what the product
 * did; it throws only when the matrix itself cannot go on, such as at a route that it was not taught.
 */
export async function attackRoutes({
  say = () => undefined,
  build = true,
  only,
}: Options = {}): Promise<RoutesSummary> {
  const began = performance.now();
  if (build) say(buildIfNeeded() ? "production build made" : "production build is current");
  const inventory = await takeInventory();
  const world = await makeWorld();
  try {
    say(`${world.fields} fields planted, ${world.book.size} canaries, ${world.principals.length} principals`);
    const things = await thingsOf(world);
    const { campaign, filesOfBuild } = await attackWorld(world, inventory, things, say, only);
    const findings = [...campaign.findings.values()];
    return {
      routes: inventory.routes.length,
      actions: inventory.actions.length,
      machinePaths: inventory.machine.length,
      principals: world.principals.length,
      objects: things.count(),
      canaries: world.book.size,
      attempts: campaign.total(),
      byPart: Object.fromEntries(
        [...campaign.seconds].map(([part, seconds]) => [part, { attempts: campaign.count(part), seconds }]),
      ),
      filesOfBuild,
      leaks: findings.filter(({ kind }) => kind === "leak").length,
      findings,
      seconds: Math.round((performance.now() - began) / 100) / 10,
    };
  } finally {
    await world.close();
  }
}

const lastCharacters = 3_000;
async function attackWorld(
  world: MatrixWorld,
  inventory: Inventory,
  things: Things,
  say: (line: string) => void,
  only: Options["only"],
) {
  const product = await startProduct(world);
  const campaign = new Campaign(world, product);
  const calm = keepCalm(world);
  try {
    const copy: Copy = await keepCopy(world.lines, world.tables);
    const parts: [string, () => Promise<void>][] = [
      ["pages", () => attackPages(campaign, inventory, things)],
      ["machine paths", () => attackMachinePaths(campaign, inventory, things, copy)],
      ["delivery", () => attackDelivery(campaign, things)],
      ["passkeys", () => attackPasskeys(campaign, copy)],
      ["account", () => attackAccount(campaign, inventory, copy)],
      ["actions", () => attackActions(campaign, inventory, things, copy)],
      ["edge", () => attackEdge(campaign, inventory)],
      ["jobs", () => attackJobs(campaign, things, copy)],
    ];
    for (const [name, part] of parts.filter(([one]) => !only || only.includes(one))) {
      await campaign.time(name, part);
      say(
        `${name}: ${campaign.count(name)} attempts in ${campaign.seconds.get(name)} s, ${campaign.findings.size} findings so far`,
      );
    }
    campaign.compareAll();
    await campaign.time("controls", () => controls(campaign, inventory, copy, only === undefined));
    searchLogs(campaign);
    return { campaign, filesOfBuild: searchBuild(campaign) };
  } catch (error) {
    await product.stop(); // their last lines come with their end
    for (const { name, text } of product.printed()) say(`${name} said last:\n${text.slice(-lastCharacters)}`);
    throw error;
  } finally {
    await calm();
    hangUp();
    await product.stop();
  }
}

/** Limits would answer in place of what they guard: the counters are emptied while the attack lasts. Their own tests are elsewhere. */
function keepCalm({ lines }: MatrixWorld): () => Promise<void> {
  let over = false;
  const loop = (async () => {
    while (!over) {
      await lines.root`delete from priv.rate_counters`;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  })();
  return async () => {
    over = true;
    await loop;
  };
}
