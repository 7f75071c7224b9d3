import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { canariesIn, canary, contributors, hashOf, type Name, names } from "../people.ts";
import { only, openWorld, refused, type Tx, type World } from "../world.ts";

// A web process that was taken over reads whatever SQL can read.
let w: World;
beforeAll(async () => {
  w = await openWorld();
});
afterAll(() => w.close());

/** Every row and column of app that this transaction can see, without a WHERE. */
async function everything(t: Tx, role = "consonant_web") {
  const tables = await w.root`
    select c.oid::regclass::text as name, string_agg(quote_ident(a.attname), ', ') as columns
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'app'::regnamespace and c.relkind = 'r' and has_column_privilege(${role}, c.oid, a.attnum, 'select') group by c.oid`;
  const seen: Record<string, unknown[]> = {};
  for (const { name, columns } of tables) seen[name.slice(4)] = await t.unsafe(`select ${columns} from ${name}`);
  return seen;
}

const own = (name: Name) => ["title", "note", "clip", "report", "call"].map((field) => canary(field, name));
const money = (name: Name) => ["payout", "transfer"].map((field) => canary(field, name));
const bank = (name: Name) => canary("onboarding", name); // whoever holds it can name another bank: its owner's alone
const bought = ["company", "vat", "po", "session"].map((field) => canary(field, "ines"));
/** Exactly what each may see of everybody's canaries. */
const maySee: Record<Name, string[]> = {
  dana: [...own("dana"), ...money("dana"), bank("dana")],
  priya: [...own("priya"), ...money("priya"), bank("priya")],
  tomas: [...own("tomas"), ...money("tomas"), bank("tomas"), canary("call", "dana")], // he was asked about dana's call
  ines: bought,
  ola: [canary("company", "ola"), canary("vat", "ola")],
  rhea: [...own("dana"), ...own("priya"), ...["clip", "report", "call"].map((field) => canary(field, "tomas"))],
  cyrus: [canary("clip", "dana"), canary("draft", "cyrus")], // what was accepted may be composed
  fiona: [...contributors.flatMap(money), canary("po", "ines"), canary("session", "ines")],
  piet: [],
  petra: [],
};

describe("everything without a WHERE", () => {
  it.each(names)("is %s's own, and what the role's work needs", async (name) => {
    const seen = await w.as(name, (t) => everything(t));
    expect(canariesIn(seen)).toEqual([...maySee[name]].sort());
    expect(seen.users).toMatchObject([{ id: w.people[name].id }]);
  });

  it("is, for nobody, what is published", async () => {
    const seen = await w.web.begin((t) => everything(t));
    expect(canariesIn(seen)).toEqual([]);
    const shown = Object.entries(seen).filter(([, rows]) => rows.length > 0);
    expect(shown.map(([table]) => table).sort()).toEqual(
      "catalogue_version,datasets,job_kinds,powers,rates,samples,service_state,version_files,versions".split(","),
    );
    expect(seen.versions).toMatchObject([{ id: w.market.version }]);
    expect(seen.datasets).toMatchObject([{ id: w.market.dataset }]);
  });

  it("is the same through look, which carries its viewer in its statement", async () => {
    for (const name of names) {
      const rows: unknown[] = [];
      for (const query of [
        "select title, note from app.recordings",
        "select text from app.clips",
        "select po_number from app.orders",
      ]) {
        const carried = `select q.* from api.begin_look($1) who cross join lateral (select * from (${query}) asked where who.role is not null offset 0) q`;
        rows.push(...(await w.look.unsafe(carried, [w.people[name].token])));
      }
      const fields = ["title", "note", "clip", "po"];
      expect(canariesIn(rows), name).toEqual(
        maySee[name].filter((word) => fields.includes(word.split("-")[1]!)).sort(),
      );
    }
  });

  it("is nothing for a worker without a job, for delivery, and for who migrates", async () => {
    for (const sql of [w.media, w.money]) {
      for (const table of ["versions", "version_shares"])
        expect(await sql.unsafe(`select id from app.${table}`)).toHaveLength(0);
    }
    expect(await w.media`select raw_key from priv.raw_objects`).toHaveLength(0);
    expect(await w.media`select wrapped from priv.vault_keys`).toHaveLength(0);
    expect(await w.money`select stripe_account from priv.payout_rails`).toHaveLength(0);
    expect(await w.money`select payable_micros from app.balances`).toHaveLength(0);
    await refused(w.delivery`select shelf_key from app.version_files`);
    await w.migrate.begin(async (t) => {
      await t`set local role consonant_owner`; // forced: even the owner sees no row before it issues visible DDL
      for (const table of ["app.recordings", "app.users", "priv.contacts", "priv.credentials", "priv.vault_keys"])
        expect(await t.unsafe(`select 1 from ${table}`), table).toHaveLength(0);
    });
  });
});

describe("secret columns", () => {
  const questions = [
    "select * from app.clips",
    "select count(*) from app.clips where shelf_key like 'c%'",
    "select id from app.clips order by shelf_key",
    "select row_to_json(c) from app.clips c",
    "select c from app.clips c",
    "copy app.clips to stdout",
    "select shelf_key from app.clips",
    "select shelf_key from app.version_files",
    "select shelf_key from app.samples",
    "select content_hash from app.journals",
    "select actor from app.transitions",
    ...[
      "credentials",
      "login_tokens",
      "contacts",
      "mail_outbox",
      "text_outbox",
      "phone_numbers",
      "phone_claims",
      "passkey_keys",
      "ceremonies",
      "enrolment_codes",
      "raw_objects",
      "vault_keys",
      "context_key",
      "chain",
      "chain_head",
      "rate_counters",
      "speakers",
      "invitations",
      "payout_rails",
      "stripe_events",
      "download_grants",
      "served_ranges",
    ].flatMap((table) => [`select * from priv.${table}`, `select count(*) from priv.${table}`]),
  ];
  it.each(questions)("%s", async (query) => {
    for (const name of ["dana", "rhea", "fiona"] as const) {
      await refused(w.as(name, (t) => t.unsafe(query)));
    }
    await refused(w.look.unsafe(query));
  });

  it("are not given back by a write either", async () => {
    for (const query of ["update app.users set handle = 'x' returning (select raw_key from priv.raw_objects)"])
      await refused(w.as("dana", (t) => t.unsafe(query), "account.rename"));
    const mine = w.market.recordings.tomas;
    await refused(
      w.as(
        "tomas",
        (t) => t`update app.recordings set note = (select raw_key from priv.raw_objects) where id = ${mine}`,
        "recordings.add",
        mine,
      ),
    );
    await refused(
      w.as(
        "tomas",
        (t) =>
          t`update app.recordings set state = 'received' where id = ${mine} returning (select intake_key from priv.raw_objects)`,
        "recordings.add",
        mine,
      ),
    );
  });
});

describe("oracles", () => {
  it("statistics and leaky predicates say nothing of other people's rows", async () => {
    await w.root`analyze`;
    const stats = await w.as(
      "priya",
      (t) => t`select most_common_vals::text, histogram_bounds::text from pg_stats where schemaname in ('app', 'priv')`,
    );
    expect(canariesIn(stats)).toEqual([]);
    const divided = "select id from app.recordings where 1 / (case when title like '%dana' then 0 else 1 end) = 1"; // divides by zero where it sees dana's
    expect(await w.as("priya", (t) => t.unsafe(divided))).toHaveLength(1);
  });

  it("a sister connection's parameters are not to be seen", async () => {
    const busy = w.as("dana", (t) => t`select pg_sleep(0.4), ${"canary-parameter-dana"}::text`);
    await new Promise((resolve) => setTimeout(resolve, 150));
    const others = await w.web`select query from pg_stat_activity where pid <> pg_backend_pid()`;
    expect(JSON.stringify(others)).not.toMatch(/canary-parameter|h[sfl]_[0-9a-f]{8}/);
    await busy;
  });

  it("an injected value reads what its viewer may, and no more", async () => {
    for (const value of ["' or '1'='1", "x' union select text from app.clips--"]) {
      const query = `select title from app.recordings where title = '${value}'`;
      const rows = await w.as("priya", (t) => t.unsafe(query));
      expect(canariesIn(rows).filter((word) => !word.endsWith("-priya"))).toEqual([]);
    }
  });
});

it("whatever plan is chosen, the viewer is known before the rows are", async () => {
  const query =
    "select v.id, o.po_number, v.number from app.versions v left join app.orders o on o.version_id = v.id order by 1, 2";
  const carried = `select q.* from api.begin_look($1) who cross join lateral (select * from (${query}) asked where who.role is not null offset 0) q`;
  const truth = await w.as("ines", (t) => t.unsafe(query));
  expect(canariesIn(truth)).toEqual([canary("po", "ines")]);
  const knobs = "nestloop hashjoin mergejoin seqscan indexscan bitmapscan material memoize hashagg sort".split(" ");
  for (const mode of ["force_generic_plan", "force_custom_plan"]) {
    for (const off of [[], ...knobs.map((knob) => [knob]), knobs]) {
      const rows = await w.look.begin(async (t) => {
        await t.unsafe(`set local plan_cache_mode = ${mode}; set local debug_parallel_query = on`);
        for (const knob of off) await t.unsafe(`set local enable_${knob} = off`);
        return t.unsafe(carried, [w.people.ines.token], { prepare: true });
      });
      expect([...rows], `${mode} without ${off}`).toEqual([...truth]);
    }
  }
});

it("a key looks at its company's orders and licences, and at nothing that is a person's", async () => {
  const key = await w.as(
    "ines",
    (t) => only<string>(t`select api.create_key('ci', '{downloads.issue}')`),
    "keys.create",
  );
  expect(key).toMatch(/^hf_[0-9a-f]{64}$/);
  expect(
    await w.mailer`select kind from priv.mail_outbox where kind = 'key-created' and address = ${w.people.ines.email}`,
  ).toHaveLength(1);
  const seen = await w.web.begin(async (t) => {
    await t`select * from api.begin_request(${key})`;
    return everything(t);
  });
  expect(canariesIn(seen)).toEqual([...bought].sort());
  for (const table of ["users", "api_keys", "audit"]) expect(seen[table], table).toHaveLength(0);
  for (const power of ["keys.create", "orders.checkout", "account.rename", "downloads.issue"]) {
    await refused(w.web`select * from api.begin_request(${key}, ${power}, 'x')`, "CN403");
  }
  await refused(w.web`select * from api.begin_request(${hashOf(key).toString("hex")})`, "CN401");
  const id = await w.as("ines", (t) => only<string>(t`select id from app.api_keys`));
  const revoke = (t: Tx) => only<boolean>(t`select api.revoke_key(${id})`);
  expect(await w.as("ola", revoke, "keys.revoke", id)).toBe(false);
  expect(await w.as("ines", revoke, "keys.revoke", id)).toBe(true);
  await refused(w.web`select * from api.begin_request(${key})`, "CN401");
  await refused(
    w.as("ines", (t) => t`select api.create_key('ci', '{everything}')`, "keys.create"),
    "CN403",
  );
});
