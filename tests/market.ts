import { randomUUID } from "node:crypto";
import { type Contributor, canary, contributors, type People } from "./people.ts";
import type { Tx } from "./world.ts";

const hex = (digit: string, length = 64) => digit.repeat(length);
const each = <T>(make: () => T) =>
  Object.fromEntries(contributors.map((name) => [name, make()])) as Record<Contributor, T>;
/** What every contributor is owed at the start: 30 dollars. */
export const owedMicros = 30_000_000n;
export const priceCents = 900;
export const filePath = "data/train-00000.tar";

export type Market = Awaited<ReturnType<typeof plantMarket>>;

/**
 * A small market with a canary in everything that is somebody's: dana's call (with tomas, who said yes) is accepted and
 * sold in version 1.0.0, priya's waits for a reviewer, tomas has announced one. Tessellate (ines) holds a licence.
 */
export async function plantMarket(plant: <T>(work: (t: Tx) => Promise<T>) => Promise<T>, people: People) {
  const ids = {
    recordings: each(randomUUID),
    clips: each(randomUUID),
    payouts: each(randomUUID),
    accounts: each(randomUUID),
    consent: randomUUID(),
    organisations: { ines: randomUUID(), ola: randomUUID() },
    dataset: randomUUID(),
    version: randomUUID(),
    file: randomUUID(),
    sample: randomUUID(),
    draftDataset: randomUUID(),
    draft: randomUUID(),
    order: randomUUID(),
    entitlement: randomUUID(),
    run: randomUUID(),
  };
  await plant(async (t) => {
    for (const name of contributors) {
      await plantCall(t, name, people, ids);
      await plantMoney(t, name, people, ids);
    }
    await plantReleases(t, people, ids);
    await plantSale(t, people, ids);
  });
  return ids;
}
type Ids = Omit<Market, never>;

const states = {
  dana: ["accepted", "given"],
  priya: ["in_review", "left_out"],
  tomas: ["announced", "left_out"],
} as const;

async function plantCall(t: Tx, name: Contributor, people: People, ids: Ids): Promise<void> {
  const { id: contributor } = people[name];
  const [state, otherParty] = states[name];
  const recording = ids.recordings[name];
  const key = canary("key", name);
  await t`insert into app.vaults (id, recipient) values (${contributor}, ${`age1${name}`})`;
  await t`insert into priv.vault_keys (user_id, wrapped) values (${contributor}, ${Buffer.from(key)})`;
  await t`insert into app.recordings ${t({
    id: recording,
    contributor_id: contributor,
    title: canary("title", name),
    language: "en",
    kind: "family",
    own_channel: "left",
    other_party: otherParty,
    state,
    note: canary("note", name),
    duration_seconds: 60,
  })}`;
  await t`insert into priv.raw_objects ${t({
    recording_id: recording,
    intake_key: `intake/${key}`,
    transcript_intake_key: `intake/t-${key}`,
    raw_key: `raw/${key}`,
    raw_transcript_key: `raw/t-${key}`,
  })}`;
  const mac = Buffer.from(canary("mac", name)).toString("hex").padEnd(64, "0").slice(0, 64);
  await t`insert into app.phones (id, confirmed_at) values (${contributor}, now())`;
  await t`insert into priv.phone_numbers (user_id, mac, sealed) values (${contributor}, ${Buffer.from(mac, "hex")}, ${Buffer.from(canary("phone", name))})`;
  const consent = { recording_id: recording, notice_hash: hex("a"), call_title: canary("call", name) };
  await t`insert into app.consents ${t({ ...consent, user_id: contributor, channel: "left", answer: "given" })}`;
  if (name === "dana") {
    const yes = { id: ids.consent, ...consent, user_id: people.tomas.id, channel: "right", answer: "given" };
    await t`insert into app.consents ${t(yes)}`;
  }
  await t`insert into app.clips ${t({
    id: ids.clips[name],
    recording_id: recording,
    contributor_id: contributor,
    party: "a",
    position: 0,
    start_ms: 0,
    end_ms: 10_000,
    text: canary("clip", name),
    sample_rate_hz: 16_000,
    peaks: "{}",
    bytes: 9,
    sha256: hex("b"),
    language: "en",
    kind: "family",
    usable: state === "accepted",
    shelf_key: `clips/${key}`,
  })}`;
  const turns = [{ party: "a", startSeconds: 0, endSeconds: 1, text: canary("report", name), spans: [] }];
  await t`insert into app.reports (id, contributor_id, report, turns) values (${recording}, ${contributor}, '{}', ${t.json(turns)})`;
}

async function plantMoney(t: Tx, name: Contributor, people: People, ids: Ids): Promise<void> {
  const { id: owner } = people[name];
  const journal = randomUUID();
  const payable = { id: ids.accounts[name], code: `payable:${owner}`, kind: "liability", owner_id: owner };
  await t`insert into app.ledger_accounts ${t(payable)}`;
  await t`insert into app.balances (id, owner_id, payable_micros) values (${payable.id}, ${owner}, ${String(owedMicros)})`;
  await t`insert into app.journals (id, key, kind, subject, content_hash)
    values (${journal}, ${`planted:${name}`}, 'base-pay', ${ids.recordings[name]}, ${Buffer.from(canary("key", name))})`;
  await t`insert into app.entries (journal_id, line, account_id, amount_micros)
    select ${journal}::uuid, 1, id, ${String(owedMicros)}::bigint from app.ledger_accounts where code = 'expense:base-pay'
    union all select ${journal}::uuid, 2, ${payable.id}::uuid, ${String(-owedMicros)}::bigint`;
  await t`insert into app.royalties ${t({
    order_id: ids.order,
    version_id: ids.version,
    contributor_id: owner,
    milliseconds: 1,
    amount_micros: 1,
    journal_id: journal,
  })}`;
  await t`insert into app.payout_accounts ${t({
    id: owner,
    state: "onboarding",
    country: "US",
  })}`;
  await t`insert into app.payout_links (id, url, expires_at)
    values (${owner}, ${canary("onboarding", name)}, now() + interval '1 hour')`;
  await t`insert into priv.payout_rails (user_id, stripe_account) values (${owner}, ${canary("rail", name)})`;
  await t`insert into app.payouts ${t({
    id: ids.payouts[name],
    run_id: ids.run,
    contributor_id: owner,
    amount_cents: 100,
    state: "paid",
    reason: canary("payout", name),
    transfer_id: canary("transfer", name),
  })}`;
}

async function plantReleases(t: Tx, people: People, ids: Ids): Promise<void> {
  const words = { language: "en", kind: "family", licence: "standard", price_per_hour_cents: 20_000 };
  const summary = "Calls between people who said yes to it.";
  await t`insert into app.datasets ${t([
    { id: ids.dataset, slug: "calls-en", title: "Calls", summary, current_version_id: ids.version, ...words },
    {
      id: ids.draftDataset,
      slug: "calls-draft",
      title: canary("draft", "cyrus"),
      summary,
      current_version_id: null,
      ...words,
    },
  ])}`;
  const figures = { clip_count: 1, speaker_count: 1, speech_seconds: 10, total_bytes: 10 };
  await t`insert into app.versions ${t({
    id: ids.version,
    dataset_id: ids.dataset,
    number: "1.0.0",
    state: "published",
    commit: hex("c", 40),
    price_cents: priceCents,
    published_at: new Date(),
    ...figures,
  })}`;
  await t`insert into app.versions (id, dataset_id, number, notes) values (${ids.draft}, ${ids.draftDataset}, '1.0.0', ${canary("draft", "cyrus")})`;
  await t`insert into app.version_clips (version_id, clip_id) values (${ids.version}, ${ids.clips.dana})`;
  await t`insert into app.version_files ${t({
    id: ids.file,
    version_id: ids.version,
    path: filePath,
    bytes: 10,
    sha256: hex("d"),
    content_type: "application/x-tar",
    shelf_key: canary("key", "file"),
  })}`;
  await t`insert into app.samples ${t({
    id: ids.sample,
    version_id: ids.version,
    position: 0,
    speaker: "s1",
    party: "a",
    duration_ms: 10_000,
    text: "hello",
    peaks: "{}",
    redacted: false,
    shelf_key: canary("key", "sample"),
    bytes: 9,
  })}`;
  await t`insert into app.version_shares (version_id, contributor_id, milliseconds) values (${ids.version}, ${people.dana.id}, 7000), (${ids.version}, ${people.tomas.id}, 3000)`;
}

async function plantSale(t: Tx, people: People, ids: Ids): Promise<void> {
  for (const name of ["ines", "ola"] as const) {
    const id = ids.organisations[name];
    await t`insert into app.organisations (id, name, country, vat_number) values (${id}, ${canary("company", name)}, 'PT', ${canary("vat", name)})`;
    await t`insert into app.members (organisation_id, user_id, role) values (${id}, ${people[name].id}, 'owner')`;
  }
  await t`insert into app.orders ${t({
    id: ids.order,
    organisation_id: ids.organisations.ines,
    buyer_id: people.ines.id,
    version_id: ids.version,
    state: "paid",
    price_cents: priceCents,
    po_number: canary("po", "ines"),
    checkout_session: canary("session", "ines"),
  })}`;
  await t`insert into app.entitlements (id, organisation_id, version_id, order_id) values (${ids.entitlement}, ${ids.organisations.ines}, ${ids.version}, ${ids.order})`;
  await t`insert into app.payout_runs (id, started_by, state) values (${ids.run}, ${people.fiona.id}, 'reserved')`;
}
