import { afterAll, beforeAll, describe, it } from "vitest";
import { openWorld, refused, type World } from "../world.ts";

// A process that was taken over tries to become somebody else in the database.
let w: World;
beforeAll(async () => {
  w = await openWorld();
});
afterAll(() => w.close());

const escapes = [
  "set role consonant_owner",
  "set role consonant_definer",
  "set role consonant_identity",
  "set role consonant_chain",
  "set role consonant_books",
  "set role consonant_migrate",
  "set role consonant_money",
  "set role consonant_media",
  "set session authorization postgres",
  "set session_replication_role = replica",
  "alter table app.users disable row level security",
  "alter table app.users no force row level security",
  "alter table app.users disable trigger all",
  "drop policy users_read on app.users",
  "create policy x on app.users using (true)",
  "create table app.x (i int)",
  "create schema z",
  "create temp table x (i int)",
  "alter role current_user bypassrls",
  "alter role current_user superuser",
  "grant select on app.users to public",
  "create extension pgcrypto schema app",
  "copy (select 1) to program 'id'",
  "select pg_read_file('/etc/passwd')",
  "create function app.f() returns int language sql as 'select 1'",
  "create or replace function api.account() returns uuid language sql as 'select null::uuid'",
  "alter function api.account() owner to current_user",
  "do $$ begin end $$",
  "select lo_create(0)",
  "select lo_from_bytea(0, 'x')",
  "truncate app.recordings",
  "delete from app.recordings",
  "delete from app.audit",
  "update app.audit set power = 'x'",
  "insert into app.audit (power) values ('x')",
  "insert into app.transitions (table_name) values ('x')",
  "insert into app.rates (kind, value, valid_from) values ('own_side', 9, now())",
  "lock table app.users in access exclusive mode",
  "select 1 from priv.chain_head for update",
  "update app.service_state set suspended = false",
  "update app.service_state set epoch = 1",
  "insert into app.powers values ('x', 'buyer', 0, null)",
  "update app.powers set min_aal = 0",
  "update app.job_kinds set asked_under = '{x}'",
  "select * from pg_authid",
  "select * from pg_statistic",
];
const jobs = [
  "select graphile_worker.add_job('payouts.reserve', '{}')",
  "insert into graphile_worker._private_jobs default values",
  "select * from graphile_worker._private_jobs",
  "select * from graphile_worker.jobs",
];
const uuid = "00000000-0000-0000-0000-000000000000";
const verbs = {
  web: [
    "_record()",
    "_seal()",
    "begin_job('1')",
    `redeem_grant('${uuid}')`,
    `record_served('${uuid}', 0, 1)`,
    "audit_verify()",
    `post_journal('k', 'sale', '${uuid}', '{}', '{}')`,
    `speaker_label('${uuid}')`,
    "appoint('x@x.example', 'finance')",
    "begin_look(null)",
    "begin_ceremony('raise', 'x', null)",
    "passkey_of('x')",
    "raise_session('x', 'x', 'x', 1)",
    "add_passkey('x', 'x', 'x', 'x', 1, '{}', 'x', 'x')",
    "passkey_login('x', 'x', 'x', 1)",
    "_sign_in('x', 'x')",
  ],
  look: [
    "begin_request(null)",
    "request_login('x@x.example', 'buyer', 'en', 'x')",
    "redeem_login('x', 'x', 'x')",
    "redeem_code('x', 'x', 'x')",
    "close_account()",
    "sign_out('x')",
    "create_key('x', '{}')",
    `issue_download('x', '${uuid}', 'x', 60)`,
    `enqueue('x', '${uuid}')`,
    `open_intake('x', '${uuid}', 'audio')`,
    "suspend('all', 'because')",
    "receive_stripe_event('x', 'x', 'x')",
  ],
  delivery: [
    `issue_download('x', '${uuid}', 'x', 60)`,
    "begin_request(null)",
    "begin_look(null)",
    "account()",
    "public_figures()",
  ],
  media: [
    "begin_request(null)",
    "begin_look(null)",
    `enqueue('recordings.process', '${uuid}')`,
    `post_journal('k', 'sale', '${uuid}', '{}', '{}')`,
    `redeem_grant('${uuid}')`,
  ],
  money: [
    "begin_request(null)",
    "begin_look(null)",
    `speaker_label('${uuid}')`,
    `redeem_grant('${uuid}')`,
    "redeem_login('x', 'x', 'x')",
    "appoint('x@x.example', 'finance')",
  ],
  passkeys: [
    "begin_request(null)",
    "redeem_login('x', 'x', 'x')",
    "request_login('x@x.example', 'buyer', 'en', 'x')",
    "my_ways_in('x')",
    "close_account()",
  ],
  mailer: [
    "request_login('x@x.example', 'buyer', 'en', 'x')",
    "redeem_login('x', 'x', 'x')",
    "begin_request(null)",
    "account()",
  ],
  migrate: ["begin_request(null)", "redeem_login('x', 'x', 'x')", `redeem_grant('${uuid}')`, "_mac('x')"],
} as const;

describe("no way out of the role", () => {
  it.each([...escapes, ...jobs])("for web: %s", async (query) => {
    await refused(w.as("dana", (t) => t.unsafe(query)));
    await refused(w.as("fiona", (t) => t.unsafe(query), "payouts.run", uuid));
  });
  it.each(["look", "delivery", "media", "money", "mailer"] as const)("for %s", async (role) => {
    for (const query of escapes.filter((way) => way !== `set role consonant_${role}`)) {
      await refused(w[role].begin((t) => t.unsafe(query))).catch((error: Error) => {
        throw new Error(`${query}: ${error.message}`);
      });
    }
  });
  it.each(["look", "delivery", "mailer"] as const)("into the jobs for %s", async (role) => {
    for (const query of jobs) await refused(w[role].unsafe(query));
  });
  it("with row security off there is an error, not every row", async () => {
    await refused(
      w.as("dana", async (t) => {
        await t`set local row_security = off`;
        return t`select id from app.recordings`;
      }),
    );
  });
});

describe("nobody calls another's verbs", () => {
  it.each(Object.entries(verbs) as [keyof typeof verbs, readonly string[]][])("%s", async (role, calls) => {
    for (const call of calls) await refused(w[role].unsafe(`select api.${call}`));
  });

  it("what is injected into a look reads as its viewer and does nothing", async () => {
    const inject = (what: string) =>
      w.look.unsafe(
        `select q.* from api.begin_look($1) who cross join lateral (select * from (select ${what}) asked where who.role is not null offset 0) q`,
        [w.people.ines.token], // the token is within reach there, as a parameter
      );
    for (const call of ["account from api.begin_request($1, 'keys.create', 'x')", "api.create_key('x', '{}')"])
      await refused(inject(call));
    for (const query of ["update app.users set handle = 'x'", "insert into app.orders default values"])
      await refused(w.look.unsafe(query));
  });

  it("the mailer has its outbox: it cannot add to it, nor change whom a mail goes to", async () => {
    await refused(w.mailer`insert into priv.mail_outbox (kind, address, locale) values ('login', 'x@x.example', 'en')`);
    await refused(w.mailer`update priv.mail_outbox set address = 'x@x.example'`);
    await refused(w.mailer`select * from priv.contacts`);
    await refused(w.mailer`select * from app.users`);
  });
});
