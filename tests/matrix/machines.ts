import fs from "node:fs";
import path from "node:path";
import type { Campaign } from "./campaign.ts";
import { beyond, type Copy } from "./changes.ts";
import { inTurn } from "./client.ts";
import type { Inventory, MachinePath } from "./inventory.ts";
import type { Attempt } from "./judge.ts";
import { foreignTo, type Things, valuesFor } from "./objects.ts";
import type { Principal } from "./principals.ts";

const methods = ["GET", "HEAD", "PUT", "POST", "PATCH", "DELETE"];
const atOnce = 8;

/** The paths answered ahead of Next, each under every method, with other people's objects; then what the stores and tables show. */
export async function attackMachinePaths(
  campaign: Campaign,
  inventory: Inventory,
  things: Things,
  copy: Copy,
): Promise<void> {
  const before = storedFiles(campaign.world.folder);
  for (const by of campaign.world.principals) {
    const attempts = inventory.machine.flatMap((machine, at) => [...attemptsOn(campaign, machine, by, things, at)]);
    await inTurn(attempts, atOnce, async (attempt) => {
      await campaign.attempt("machine paths", attempt);
    });
    const changes = await copy.changes();
    for (const what of await beyond(campaign.world, by, changes))
      campaign.find({
        kind: "change",
        what: `machine paths: ${what}`,
        by: by.name,
        repeat: "tests/matrix/machines.ts",
      });
    if (changes.length > 0) await copy.restore(changes);
  }
  const now = storedFiles(campaign.world.folder);
  for (const file of new Set([...before.keys(), ...now.keys()]))
    if (before.get(file) !== now.get(file))
      campaign.find({
        kind: "change",
        what: `the stored object ${file} was written by a request`,
        by: "somebody",
        repeat: "tests/matrix/machines.ts",
      });
}

function* attemptsOn(
  campaign: Campaign,
  { path: pattern, table }: MachinePath,
  by: Principal,
  things: Things,
  at: number,
): Generator<Attempt> {
  // Sessions come from a browser, which names its page; keys and strangers from a machine, which does not.
  const origin = by.headers.cookie ? { origin: campaign.product.site.origin } : {};
  const foreign = new Set(table ? foreignTo(things, table, by).map((thing) => thing.id) : []);
  const values = table ? valuesFor({ table }, things, by, at) : [{ text: "", kind: "own" as const }];
  for (const value of values)
    for (const method of value.kind === "own" ? methods : ["GET"]) {
      const writes = !["GET", "HEAD"].includes(method);
      if (writes && table && !foreign.has(value.text) && value.as !== "absent") continue; // one's own may be written
      yield {
        ...{
          by,
          from: "site" as const,
          method,
          path: pattern.replace("*", value.text),
          route: `path ${pattern} ${method}`,
        },
        headers: { ...by.headers, ...(writes && { ...origin, "content-type": "application/octet-stream" }) },
        ...(writes && { body: "forged bytes" }),
        ...(value.as && { compare: { as: value.as, value: value.text } }),
      };
    }
}

/** Every object of every store with its length and time of writing. */
function storedFiles(folder: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const store of ["intake", "vault", "shelf"]) {
    const root = path.join(folder, store);
    if (!fs.existsSync(root)) continue;
    for (const entry of fs.readdirSync(root, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = path.join(entry.parentPath, entry.name);
      const { size, mtimeMs } = fs.statSync(file);
      found.set(path.relative(folder, file), `${size} ${mtimeMs}`);
    }
  }
  return found;
}
