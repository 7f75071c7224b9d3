import type postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, refused, type World } from "../world.ts";

// A process that was taken over tries every table, column and function of the house under its own login. What is listed
// here is what it may; the rest is read from the catalogue, so that what is new is tried too.
let w: World;
let columns: Column[];
let functions: { name: string; call: string }[];
type Column = { place: string; schema: string; name: string; secret: boolean; generated: boolean };
type Login = "web" | "look" | "delivery" | "media" | "money" | "mailer" | "passkeys";
const logins: Login[] = ["web", "look", "delivery", "media", "money", "mailer", "passkeys"];

beforeAll(async () => {
  w = await openWorld();
  columns = await w.root<Column[]>`
    select c.oid::regclass::text as place, n.nspname as schema, quote_ident(a.attname) as name, a.attgenerated <> '' as generated,
           coalesce(col_description(c.oid, a.attnum) = 'class:secret', true) as secret
      from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relkind in ('r', 'p', 'v', 'm') and n.nspname in ('app', 'priv') order by 1, a.attnum`;
  functions = await w.root<{ name: string; call: string }[]>`
    select p.proname as name, format('select %s(%s)', p.oid::regproc, (select string_agg('null::' || t::regtype, ', ') from unnest(p.proargtypes) t)) as call
      from pg_proc p where p.pronamespace = 'api'::regnamespace order by 1`;
});
afterAll(() => w.close());

/** Those that were not denied, each tried alone. A policy that hides rows denies nothing; neither does a trigger that minds. */
async function allowed(sql: postgres.Sql, queries: string[]): Promise<string[]> {
  const answers = await Promise.allSettled(queries.map((query) => sql.unsafe(query)));
  return queries.filter((_, i) => {
    const answer = answers[i]!;
    return !(answer.status === "rejected" && /^permission denied for/.test((answer.reason as Error).message));
  });
}
const tables = () => [...new Set(columns.map(({ place }) => place))];
const without = (all: string[], some: string[] = []) => all.filter((one) => !some.includes(one));

describe("no login reads what is not its own", () => {
  const mayRead: Record<string, (column: Column) => boolean> = {
    web: ({ schema, secret }) => schema === "app" && !secret,
    look: ({ schema, secret }) => schema === "app" && !secret,
    delivery: () => false,
    mailer: ({ place }) => /^priv\.(mail|text)_outbox$/.test(place),
    passkeys: () => false,
  };
  it.each(Object.keys(mayRead) as Login[])("%s, column by column", async (login) => {
    const others = columns.filter((column) => !mayRead[login]!(column));
    expect(others.length).toBeGreaterThan(90);
    expect(
      await allowed(
        w[login],
        others.map(({ place, name }) => `select ${name} from ${place}`),
      ),
    ).toEqual([]);
  });
});

describe("no login changes what is not its own", () => {
  const mayChange: Partial<Record<Login, Record<string, string>>> = {
    web: {
      "app.users": "handle locale",
      "app.recordings": "state other_party reason note",
      "app.datasets": "title summary price_per_hour_cents",
      "app.versions": "state notes progress_percent published_at",
      "app.version_clips": "removed_at",
      "app.orders": "checkout_session checkout_url",
      "app.payout_accounts": "state country",
    },
    media: {
      "app.recordings":
        "state reason note detail duplicate_of step progress_percent duration_seconds sample_rate_hz channels redactions",
      "app.versions":
        "state commit price_cents speech_seconds clip_count speaker_count median_snr_db total_bytes stats card progress_percent",
    },
    money: {
      "app.orders": "state",
      "app.entitlements": "revoked_at",
      "app.payout_accounts": "state",
      "app.payout_runs": "state",
      "app.payouts": "state reason attempt transfer_id",
      "priv.stripe_events": "settled_at",
    },
    mailer: { "priv.mail_outbox": "failures not_before", "priv.text_outbox": "failures not_before" },
  };
  it.each(logins)("%s, column by column", async (login) => {
    const may = ({ place, name }: Column) => mayChange[login]?.[place]?.split(" ").includes(name);
    const others = columns.filter((column) => !column.generated && !may(column));
    const queries = others.map(({ place, name }) => `update ${place} set ${name} = default where false`);
    expect(await allowed(w[login], queries)).toEqual([]);
  });

  const mayDelete: Partial<Record<Login, string[]>> = {
    media: ["clips", "reports", "repeats", "version_files", "samples", "version_shares"].map((name) => `app.${name}`),
    money: ["app.payout_links"],
    mailer: ["priv.mail_outbox", "priv.text_outbox"],
  };
  it.each(logins)("%s, by emptying a table", async (login) => {
    const kept = without(tables(), mayDelete[login]).map((place) => `delete from ${place} where false`);
    expect(await allowed(w[login], [...kept, ...tables().map((place) => `truncate ${place} cascade`)])).toEqual([]);
  });

  it("web fills in no secret of a row that it adds", async () => {
    const secret = columns.filter((column) => column.secret || column.schema === "priv");
    const queries = secret.map(({ place, name }) => `insert into ${place} (${name}) values (default)`);
    expect(await allowed(w.web, queries)).toEqual([]);
  });

  const adds: Partial<Record<Login, string[]>> = {
    web: "recordings consents datasets versions version_clips orders payout_accounts payout_runs".split(" "),
    media: "vaults clips reports repeats version_files samples version_shares vault_keys".split(" "),
    money: "earnings royalties entitlements payouts payout_links payout_rails".split(" "),
  };
  it.each(logins)("%s, by adding to a table", async (login) => {
    const places = without(
      tables(),
      ["app", "priv"].flatMap((schema) => (adds[login] ?? []).map((name) => `${schema}.${name}`)),
    );
    const queries = columns
      .filter(({ place, generated }) => !generated && places.includes(place))
      .map(({ place, name }) => `insert into ${place} (${name}) values (default)`);
    expect(await allowed(w[login], queries)).toEqual([]);
  });
});

it("the notary signs, and the clock says when", async () => {
  const notary = w.at(w.url("consonant_notary"), 1);
  await refused(notary`insert into app.checkpoints (note, size, at) values ('x', 1, '2001-01-01')`);
  await notary.end();
});

describe("no login calls another's function", () => {
  const who = "account person role aal power organisation subject session".split(" ");
  const calls: Record<Login, string[]> = {
    web: [
      ...who,
      ..."begin_request request_login redeem_login redeem_code sign_out end_sessions my_ways_in remove_passkey".split(
        " ",
      ),
      ..."claim_phone confirm_phone forget_phone close_account create_key revoke_key create_organisation enqueue".split(
        " ",
      ),
      ..."open_intake ask_consent answer_consent withdraw_consent receive_stripe_event issue_download issue_listen".split(
        " ",
      ),
      ..."strike_out suspend propose_resume approve_resume public_figures visitor_wait".split(" "),
    ],
    look: [...who, "begin_look", "public_figures", "held_up"],
    delivery: ["redeem_grant", "record_served", "sample_file"],
    media: [
      ...who,
      "begin_job",
      "family_tasks",
      "speaker_label",
      "ask_other_party",
      "keep_fingerprints",
      "fingerprint_candidates",
    ],
    money: [...who, "begin_job", "family_tasks", "post_journal", "enqueue", "audit_verify"],
    mailer: [],
    passkeys: ["begin_ceremony", "passkey_of", "raise_session", "add_passkey", "passkey_login"],
  };
  it.each(logins)("%s", async (login) => {
    const others = functions.filter(({ name }) => !calls[login].includes(name)).map(({ call }) => call);
    expect(others.length).toBeGreaterThan(30);
    expect(await allowed(w[login], others)).toEqual([]);
  });
});
