import type { Campaign } from "./campaign.ts";
import { inTurn } from "./client.ts";
import { addressOf, type Inventory, type Route } from "./inventory.ts";
import type { Attempt } from "./judge.ts";
import { type Things, type Value, valuesFor } from "./objects.ts";
import type { Principal } from "./principals.ts";
import { queries } from "./taught.ts";

type Variant = {
  name: string;
  locale: "en" | "fr";
  method?: string;
  headers?: Record<string, string>;
  address?: (path: string) => string;
};

const payload = { rsc: "1" };
const mark = (path: string) => `${path}?_rsc=1abcd`;
/** The ways in which one page can be asked for: as a document, and as each of the payloads that Next's router fetches. */
const variants: readonly Variant[] = [
  { name: "HTML", locale: "en", headers: { "accept-encoding": "gzip, br" } },
  { name: "RSC", locale: "fr", headers: payload, address: mark },
  { name: "RSC prefetch", locale: "en", headers: { ...payload, "next-router-prefetch": "1" }, address: mark },
  {
    name: "RSC segment",
    locale: "en",
    headers: { ...payload, "next-router-prefetch": "1", "next-router-segment-prefetch": "/_tree" },
    address: mark,
  },
  {
    name: "RSC state",
    locale: "en",
    headers: { ...payload, "next-router-state-tree": "%5B%22%22%2C%7B%7D%5D", "next-url": "/en/desk" },
    address: mark,
  },
  { name: "HEAD", locale: "fr", method: "HEAD" },
  { name: ".rsc", locale: "en", address: (path) => `${path}.rsc` },
  { name: "segment file", locale: "en", address: (path) => `${path}.segments/_tree.segment.rsc` },
];
/** Both for an object of each kind, one of them for what is like it, of the wrong kind or malformed; the others in turn. */
const main = variants.slice(0, 2);
const further = variants.slice(2);
const writing = ["POST", "PUT", "DELETE"];
const other = ["HEAD", ...writing];
const atOnce = 12;

/** Every page and route handler × every principal × every object, in every way of asking. */
export async function attackPages(campaign: Campaign, inventory: Inventory, things: Things): Promise<void> {
  await inTurn(attemptsOn(campaign, inventory, things), atOnce, async (attempt) => {
    await campaign.attempt("pages", attempt);
  });
}

function* attemptsOn(campaign: Campaign, inventory: Inventory, things: Things): Generator<Attempt> {
  for (const [p, by] of campaign.world.principals.entries())
    for (const [r, route] of inventory.routes.entries()) {
      const turn = p + r;
      for (const [at, values] of [...combinations(route, things, by, turn)].entries())
        yield* route.isPage ? pageAttempts(by, route, values, turn, at) : handlerAttempts(by, route, values, turn, at);
    }
}

type Chosen = Record<string, Value>;
/** One parameter takes each of its values while the others hold something that exists. */
function* combinations(route: Route, things: Things, by: Principal, turn: number): Generator<Chosen> {
  const names = Object.keys(route.parameters);
  if (names.length === 0) return yield {};
  const all = names.map((name) => valuesFor(route.parameters[name]!, things, by, turn));
  const standing = all.map((values) => values.find((value) => value.as === undefined) ?? values[0]!);
  for (const [at, values] of all.entries())
    for (const value of values)
      yield Object.fromEntries(names.map((name, i) => [name, i === at ? value : standing[i]!]));
}

function* pageAttempts(by: Principal, route: Route, chosen: Chosen, turn: number, at: number): Generator<Attempt> {
  const values = Object.values(chosen);
  const another = further[turn % further.length]!;
  // A document holds its payload: one of the two for what is like an object that was asked for in every way.
  const likeAnother = values.some((value) => value.kind !== "own" || value.inBrief);
  const wanted = by.inBrief ? [main[turn % 2]!] : likeAnother ? [main[(turn + at) % 2]!] : [...main, another];
  for (const variant of wanted) {
    const path = addressOf(route.pattern, variant.locale, textsOf(chosen));
    const compared = values.length === 1 ? values[0] : undefined;
    yield {
      ...{ by, from: "site" as const, method: variant.method ?? "GET", route: `page ${route.pattern} ${variant.name}` },
      path: variant.address ? variant.address(path) : path,
      headers: { ...by.headers, ...variant.headers },
      ...(compared?.as && { compare: { as: compared.as, value: compared.text } }),
    };
  }
}

/** Route handlers answer to methods; what they do with a body is for the state to show. */
function* handlerAttempts(by: Principal, route: Route, chosen: Chosen, turn: number, at: number): Generator<Attempt> {
  const path = addressOf(route.pattern, turn % 2 === 0 ? "en" : "fr", textsOf(chosen)) + (queries[route.pattern] ?? "");
  const [value] = Object.values(chosen);
  const two = [0, 1].map((step) => other[(turn + at + step) % other.length]!);
  for (const method of by.inBrief || value?.kind === "wrong" ? ["GET"] : ["GET", ...two])
    yield {
      ...{ by, from: "site" as const, method, path, route: `handler ${route.pattern} ${method}` },
      headers: {
        ...by.headers,
        ...(writing.includes(method) && {
          "content-type": "application/x-www-form-urlencoded",
          origin: "http://evil.example",
        }),
      },
      ...(writing.includes(method) && { body: "csrfToken=x&secret=hl_0&json=true" }),
      ...(value?.as && { compare: { as: value.as, value: value.text } }),
    };
}

const textsOf = (chosen: Chosen) => Object.fromEntries(Object.entries(chosen).map(([name, { text }]) => [name, text]));
