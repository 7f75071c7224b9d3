import type { Campaign } from "./campaign.ts";
import { leaksIn } from "./canaries.ts";
import { beyond, type Copy } from "./changes.ts";
import { ask } from "./client.ts";
import type { Inventory } from "./inventory.ts";
import { judge, textOf } from "./judge.ts";
import { plantWith } from "./lines.ts";

/** Desk pages show privacy nothing that is planted: rows of the audit log are made by acts, and the matrix undoes its own. ola has no licence. */
const withoutCanaries = ["piet", "petra", "key-of-ola"];
const mostLimited = 0.02;
/** What answers nobody with a yes in this world, and why. */
const opensForNobody: Record<string, string> = {
  "page /[locale]/[...rest]": "it is the 404",
  "page /_not-found": "it is the 404",
  "page /_global-error": "it is Next's last page",
  "path /upload/*/audio": "one's own recordings are left alone",
  "path /upload/*/transcript": "one's own recordings are left alone",
  "path /download/*/..%2f..%2fetc%2fpasswd": "no such file",
  "path /download/*/data%00": "no such file",
  "path /download/*/manifest.json": "no such file",
  "path /webhooks/stripe": "its body is signed by Stripe",
  "path /audit/checkpoint": "no notary runs",
};

type Fault = (what: string, by?: string) => void;

/** That the matrix sees at all: what it was shown of one's own, what opened for somebody, a leak and a change where there is one. */
export async function controls(campaign: Campaign, inventory: Inventory, copy: Copy, whole: boolean): Promise<void> {
  const fault: Fault = (what, by = "matrix") =>
    campaign.find({ kind: "fault", what, by, repeat: "tests/matrix/controls.ts" });
  if (whole) shownTheirOwn(campaign, fault);
  if (whole) openedForSomebody(campaign, inventory, fault);
  await seesALeak(campaign, fault);
  await seesAChange(campaign, copy, fault);
  await stillLives(campaign, fault);
}

function shownTheirOwn({ world, seen }: Campaign, fault: Fault): void {
  for (const { name, sees } of world.principals)
    if (sees !== undefined && !withoutCanaries.includes(name) && !seen.has(name))
      fault("saw none of their own canaries: the matrix proves nothing about them", name);
}

/** A route that nobody ever got past is not attacked, only knocked at. */
function openedForSomebody({ reached }: Campaign, { routes, machine }: Inventory, fault: Fault): void {
  const all = [
    ...routes.map(({ pattern, isPage }) => `${isPage ? "page" : "handler"} ${pattern}`),
    ...machine.map(({ path }) => `path ${path}`),
  ];
  for (const route of all)
    if (!reached.has(route) && !opensForNobody[route]) fault(`${route} opened for nobody: is it attacked at all?`);
}

/** dana's real page, handed to the judge as if priya had been given it. */
async function seesALeak({ world, product }: Campaign, fault: Fault): Promise<void> {
  const [dana, priya] = ["dana", "priya"].map((name) => world.principals.find((one) => one.name === name)!);
  const asked = { from: "site" as const, method: "GET", path: "/en/studio", route: "page /[locale]/studio" };
  const answer = await ask(product.site, { ...asked, headers: dana!.headers });
  const kinds = (by: typeof dana) => judge(world.book, { ...asked, headers: by!.headers, by: by! }, answer);
  if (!kinds(priya).some(({ kind }) => kind === "leak") || kinds(dana).length > 0)
    fault("dana's page, shown to priya, was not recognised as a leak");
  const inRedirect = { ...answer, body: "", headers: { location: `/${textOf(answer).slice(0, 40_000)}` } };
  if (leaksIn(world.book, textOf(inRedirect), "priya").length === 0) fault("a leak in a header was not recognised");
}

/** A row of dana's, changed under the matrix's eyes: hers to change, and nobody else's; then put back. */
async function seesAChange({ world }: Campaign, copy: Copy, fault: Fault): Promise<void> {
  await copy.restore(await copy.changes());
  const planted = { kind: "family-", id: world.market.recordings.dana };
  await plantWith(world.lines)((t) => t`update app.recordings set title = ${planted.kind} where id = ${planted.id}`);
  const changes = await copy.changes();
  const [dana, priya] = ["dana", "priya"].map((name) => world.principals.find((one) => one.name === name)!);
  if ((await beyond(world, priya!, changes)).length === 0) fault("dana's row, changed by priya, was not noticed");
  if ((await beyond(world, dana!, changes)).length > 0) fault("dana's row, changed by dana, was held against her");
  await copy.restore(changes);
  const left = (await copy.changes()).filter(({ table }) => table !== "app.catalogue_version"); // a new one each time
  if (left.length > 0) fault("what was changed could not be put back");
}

async function stillLives({ product, statuses, total }: Campaign, fault: Fault): Promise<void> {
  const limited = (statuses.get(429) ?? 0) / Math.max(1, total());
  if (limited > mostLimited)
    fault(`${Math.round(limited * 100)} % of the attempts met a rate limit instead of the product`);
  const health = await ask(product.site, { method: "GET", path: "/healthz", headers: {} });
  if (health.status !== 200 || product.ended().length > 0)
    fault("the product does not answer any more", product.ended().join());
  for (const { name, text } of product.printed())
    if (name !== "delivery" && text.split("\n").length < 20)
      fault(`${name} logged next to nothing: its log proves nothing`);
}
