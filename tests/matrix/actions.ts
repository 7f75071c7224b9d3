import { randomUUID } from "node:crypto";
import type { Campaign } from "./campaign.ts";
import { beyond, type Copy } from "./changes.ts";
import { type Answer, inTurn } from "./client.ts";
import { asCall, asForm, asPlainForm, asWritten, type Encoded } from "./encode.ts";
import { type Action, addressOf, type Inventory } from "./inventory.ts";
import { foreignTo, type Things } from "./objects.ts";
import type { Principal } from "./principals.ts";

type Call = {
  name: string;
  body: Encoded;
  page?: string;
  headers?: Record<string, string>;
  compare?: { as: "absent" | "foreign"; value: string };
};
const atOnce = 6;
const mostForeign = 3;
/** What no form has, and what an attacker would like to set. */
const forged: readonly (readonly [string, string])[] = [
  ["role", "finance"],
  ["state", "accepted"],
  ["contributorId", randomUUID()],
  ["contributor_id", randomUUID()],
  ["organisationId", randomUUID()],
  ["priceCents", "1"],
  ["aal", "2"],
  ["approvedBy", randomUUID()],
];

/** Every server action × every principal × other people's objects, called directly; after each, what has changed is judged. */
export async function attackActions(
  campaign: Campaign,
  inventory: Inventory,
  things: Things,
  copy: Copy,
): Promise<void> {
  const reached = new Set<string>();
  const files = byFile(inventory.actions);
  for (const by of campaign.world.principals) {
    for (const [file, actions] of files) {
      for (const [at, action] of actions.entries())
        await inTurn(await callsOf(action, things, by, at), atOnce, async (call) => {
          const answer = await send(campaign, by, action, call);
          if (call.name === "forged ids" && passedSchema(answer)) reached.add(action.id);
        });
      if (by.person) await judgeChanges(campaign, by, file, copy);
    }
    if (!by.person) await judgeChanges(campaign, by, "every actions.ts", copy); // nobody, or a key: nothing may change at all
  }
  for (const { id, name } of inventory.actions)
    if (!reached.has(id))
      campaign.find({
        kind: "fault",
        what: `no call got past the schema of ${name}: teach the matrix its fields`,
        by: "matrix",
        repeat: "tests/matrix/taught.ts",
      });
}

const send = (campaign: Campaign, by: Principal, action: Action, { name, body, page, headers, compare }: Call) =>
  campaign.attempt("actions", {
    ...{ by, from: "site" as const, method: "POST", route: `action ${action.name} (${name})` },
    path: page ?? addressOf(action.page, "en", { id: randomUUID(), slug: "calls-en", version: randomUUID() }),
    headers: {
      ...by.headers,
      ...{ accept: "text/x-component", "content-type": body.type },
      ...(name !== "without scripts" && { "next-action": action.id }),
      origin: campaign.product.site.origin,
      ...headers,
    },
    body: body.body,
    ...(compare && { compare }),
  });

/** The schema let it through: it was refused, done, or sent on; or the page refused whoever asks before it. */
const passedSchema = ({ status, body }: Answer) =>
  (status >= 300 && status < 400) || /"status":"(?:refused|done)"/.test(body);

/** After one file's actions, what differs from before them is judged and put back. */
async function judgeChanges(campaign: Campaign, by: Principal, file: string, copy: Copy): Promise<void> {
  const changes = await copy.changes();
  if (changes.length === 0) return;
  for (const what of await beyond(campaign.world, by, changes))
    campaign.find({
      kind: "change",
      what: `${file}: ${what}`,
      by: by.name,
      repeat: `the actions of app/[locale]/…/${file}`,
    });
  await copy.restore(changes);
}

const byFile = (actions: readonly Action[]): Map<string, Action[]> => {
  const files = new Map<string, Action[]>();
  for (const action of actions) {
    const file = action.name.split("#", 1)[0]!;
    files.set(file, [...(files.get(file) ?? []), action]);
  }
  // who has closed their account is nobody for the rest of the file
  for (const list of files.values())
    list.sort((a, b) => Number(/#close$/.test(a.name)) - Number(/#close$/.test(b.name)));
  return files;
};

type Fields = (readonly [string, string])[];
/** The fields of an action with one object's id wherever one belongs; of several kinds, the same owner's first. */
const fieldsWith = (action: Action, idOf: (table: string) => string): Fields =>
  Object.entries(action.fields).map(([name, value]) => [name, value.startsWith("@") ? idOf(value.slice(1)) : value]);

async function callsOf(action: Action, things: Things, by: Principal, at: number): Promise<Call[]> {
  const tables = [
    ...new Set(
      Object.values(action.fields)
        .filter((value) => value.startsWith("@"))
        .map((value) => value.slice(1)),
    ),
  ];
  const pick = (table: string, i: number) => {
    const foreign = foreignTo(things, table, by);
    const list = foreign.length > 0 ? foreign : things.of(table);
    return list[i % list.length]?.id ?? randomUUID();
  };
  const many =
    tables.length === 0
      ? 1
      : Math.max(1, Math.min(mostForeign, ...tables.map((table) => foreignTo(things, table, by).length)));
  const calls: Call[] = [];
  for (let i = 0; i < many; i++) {
    const isForeign = tables.length === 1 && foreignTo(things, tables[0]!, by).length > 0;
    const body = await asForm(fieldsWith(action, (table) => pick(table, i)));
    calls.push({
      name: "forged ids",
      body,
      ...(isForeign && { compare: { as: "foreign" as const, value: pick(tables[0]!, i) } }),
    });
  }
  const nothing = randomUUID();
  if (tables.length === 1)
    calls.push({
      name: "forged ids",
      body: await asForm(fieldsWith(action, () => nothing)),
      compare: { as: "absent", value: nothing },
    });
  if (by.inBrief) return calls;
  const valid = fieldsWith(action, (table) => pick(table, at));
  const variations = await variationsOf(action, valid, at);
  const turn = by.name.length + at;
  const some = [0, 2, 4].map((step) => variations[(turn + step) % variations.length]!);
  return [...calls, ...some, ...(strangers[at % strangers.length] === by.name ? await strangeBodies(valid) : [])];
}

/** The same valid call, from elsewhere or with more than it should say. */
async function variationsOf(action: Action, valid: Fields, at: number): Promise<Call[]> {
  const body = await asForm(valid);
  const origins: Record<string, string>[] = [
    { origin: "http://evil.example" },
    { origin: "null" },
    { origin: "http://evil.example", "x-forwarded-host": "evil.example", "x-forwarded-proto": "http" },
  ];
  return [
    { name: "more fields", body: await asForm([...valid, ...forged]) },
    { name: "a field twice", body: await asForm([...valid, ...valid]) },
    { name: "another page", body, page: ["/en", "/fr/studio", "/en/desk", "/en/no-such-page"][at % 4]! },
    { name: "without scripts", body: await asPlainForm(action.id, valid) },
    ...origins.map((headers) => ({ name: `origin ${Object.values(headers).join()}`, body, headers })),
  ];
}

/** Bodies that no form makes. The decoder comes before any question of who asks: one of these sends them, by turns. */
const strangers = ["anonymous", "dana", "cyrus"];
async function strangeBodies(valid: Fields): Promise<Call[]> {
  const object = Object.fromEntries(valid);
  const deep = `${"[".repeat(5_000)}${"]".repeat(5_000)}`;
  return [
    { name: "arguments of other types", body: await asCall([null, 7]) },
    { name: "an object for a form", body: await asCall([object, object]) },
    {
      name: "lists for fields",
      body: await asForm(valid.map(([name, value]) => [name.endsWith("[]") ? name : `${name}[]`, value] as const)),
    },
    {
      name: "prototype fields",
      body: await asForm([...valid, ["__proto__", "x"], ["constructor", "x"], ["__proto__[]", "x"]]),
    },
    { name: "long", body: await asForm(valid.map(([name]) => [name, "x".repeat(60_000)] as const)) },
    { name: "too long", body: { body: Buffer.alloc((2 << 20) + 1, "x"), type: "text/plain;charset=UTF-8" } },
    { name: "deep", body: { body: Buffer.from(deep), type: "text/plain;charset=UTF-8" } },
    {
      name: "prototype walk",
      body: await asWritten({ "0": '["$1:constructor:constructor","$1:__proto__:then"]', "1": "{}" }),
    },
    {
      name: "thenable",
      body: await asWritten({
        "0": '{"then":"$1:__proto__:then","status":"resolved_model","reason":-1,"value":"{\\"then\\":\\"$B1337\\"}","_response":{"_prefix":"1","_formData":{"get":"$1:constructor:constructor"}}}',
        "1": '"$@0"',
      }),
    },
    {
      name: "no JSON",
      body: { body: Buffer.from("\u0000{{{"), type: "text/plain;charset=UTF-8" },
    },
  ];
}
