import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, refused, type World } from "../world.ts";
import { ofRepeat } from "./work.ts";

// Rows that must not be, written by a superuser past every trigger and policy: the table itself refuses them.
let w: World;
beforeAll(async () => {
  w = await openWorld();
  const { dana, piet } = w.people;
  const one = randomUUID();
  await w.plant(async (t) => {
    const paid = { contributor_id: dana.id, duration_seconds: 60, rate_micros_per_second: 1, amount_micros: 60 };
    await t`insert into app.earnings ${t({ id: one, ...paid, journal_id: one })}`;
    await t`insert into app.resume_requests ${t({ scope: "review", proposed_by: piet.id })}`;
    await t`insert into priv.invitations ${t({ recording_id: w.market.recordings.tomas, email: "x@people.example" })}`;
    const link = {
      user_id: dana.id,
      clip_id: one,
      credential_hash: Buffer.from("x"),
      epoch: 1,
      expires_at: new Date(),
    };
    await t`insert into priv.download_grants ${t({ kind: "clip", ...link })}`;
    const question = { challenge_hash: Buffer.from("x"), credential_hash: Buffer.from("x"), expires_at: new Date() };
    await t`insert into priv.ceremonies ${t({ kind: "raise", ...question })}`;
  });
});
afterAll(() => w.close());

/** The guard that refuses this change of any one row. */
const refuserOf = (place: string, change: string): Promise<string> =>
  w
    .plant((t) => t.unsafe(`update ${place} set ${change} where ctid = (select ctid from ${place} limit 1)`))
    .then(
      ({ count }) => `${count} changed`,
      (error) => String(error.constraint_name ?? error.message),
    );

describe("a row that must not be is refused by its table", () => {
  it.each([
    ["app.balances", "payable_micros = -1", "never_overdrawn"],
    ["app.catalogue_version", "one = 2", "one_row"],
    ["app.clips", "start_ms = end_ms", "in_order"],
    ["app.datasets", "price_per_hour_cents = 1", "priced"],
    ["app.datasets", "slug = '../x'", "slugged"],
    ["app.datasets", "title = ''", "worded"],
    ["app.earnings", "amount_micros = 61", "worked_out"],
    ["app.entries", "amount_micros = 0", "moves"],
    ["app.orders", "po_number = repeat('x', 61)", "po_short"],
    ["app.organisations", "name = ''", "named"],
    ["app.passkeys", "label = ''", "labelled"],
    ["app.payout_accounts", "country = 'usa'", "country_code"],
    ["app.recordings", "note = repeat('x', 501)", "noted"],
    ["app.recordings", "title = ''", "titled"],
    ["app.resume_requests", "approved_by = proposed_by", "two_people"],
    ["app.sessions", "browser = repeat('x', 81)", "short"],
    ["app.version_files", "sha256 = 'x'", "digested"],
    ["app.versions", "number = '1'", "semantic"],
    ["app.versions", "state = 'published', commit = null", "complete_when_published"],
    ["priv.ceremonies", "browser_hash = 'x'", "bound"],
    ["priv.context_key", "one = 2", "one_row"],
    ["priv.credentials", "kind = 'key'", "keys_are_scoped"],
    [
      "priv.credentials",
      "kind = 'key', scopes = '{}', key_id = gen_random_uuid(), raised_at = now()",
      "keys_are_never_raised",
    ],
    ["priv.download_grants", "file_id = clip_id", "of_one_thing"],
    ["priv.invitations", "email = null", "one_way"],
    ["priv.rate_limits", "most = 0", "bounded"],
  ])("%s set %s", async (place, change, guard) => {
    expect(await refuserOf(place, change)).toBe(guard);
  });
});

it("a call is not found again in itself", async () => {
  const itself = w.market.recordings.dana;
  await expect(w.plant((t) => t`insert into app.repeats ${t(ofRepeat(itself, itself))}`)).rejects.toMatchObject({
    constraint_name: "of_another",
  });
});

describe("the same once more is refused by its table", () => {
  const again = (place: string, o: Record<string, unknown>) =>
    w.plant(async (t) => {
      const [row] = await t.unsafe(`select to_jsonb(x) as row from ${place} x limit 1`);
      const made = { ...(row!.row as object), ...o };
      return t.unsafe(`insert into ${place} select * from jsonb_populate_record(null::${place}, $1::jsonb)`, [
        made as never,
      ]);
    });
  it.each([
    ["a journal under one key", "app.journals", {}],
    ["a payout in one run", "app.payouts", { transfer_id: null }],
    ["a company for one person", "app.members", {}],
    ["a licence for one order", "app.entitlements", {}],
    ["a paid order of one version", "app.orders", { checkout_session: null }],
  ] as const)("%s", async (_what, place, o) => {
    await refused(again(place, { id: randomUUID(), ...o }), "23505");
  });
  it("a licence of one version", async () => {
    await refused(again("app.entitlements", { id: randomUUID(), order_id: randomUUID() }), "23505");
  });
  it("an open order of one version", async () => {
    const { organisations, draft } = w.market;
    const open = { organisation_id: organisations.ola, buyer_id: w.people.ola.id, version_id: draft, price_cents: 900 };
    await refused(
      w.plant((t) => t`insert into app.orders ${t([open, open])}`),
      "23505",
    );
  });
  it("an account of one address", async () => {
    const { email } = w.people.dana;
    const more = w.plant((t) => t`insert into priv.contacts ${t({ user_id: randomUUID(), email })}`);
    await expect(more).rejects.toMatchObject({ code: "23505" });
  });
  it("a draft of one dataset", async () => {
    const { draftDataset } = w.market;
    const more = w.plant(
      (t) => t`insert into app.versions ${t({ dataset_id: draftDataset, number: "7.0.0", state: "draft" })}`,
    );
    await refused(more, "23505");
  });
});

describe("graphile-worker's own tables", () => {
  it.each(["media", "money"] as const)("%s adds no job, changes none's subject, renames no kind", async (login) => {
    for (const query of [
      "insert into graphile_worker._private_jobs (task_id, payload) values (1, '{}')",
      "update graphile_worker._private_tasks set identifier = 'x'",
      "delete from graphile_worker._private_tasks",
    ])
      await refused(w[login].unsafe(query));
    const task = login === "media" ? "recordings.process" : "payouts.send";
    await w.root`select graphile_worker.add_job(${task}, json_build_object('subject', ${randomUUID()}::text))`;
    for (const change of ["payload = '{}'", "task_id = task_id + 1"])
      await refused(w[login].unsafe(`update graphile_worker._private_jobs set ${change}`), "CN403", "42501");
  });
});
