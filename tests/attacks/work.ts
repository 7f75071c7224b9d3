import { randomUUID } from "node:crypto";
import type { Power } from "../../db/powers.ts";
import type { Tx, World } from "../world.ts";

/** What a worker writes: under these powers, about this subject. */
export type Write = {
  login: "media" | "money";
  powers: Power[];
  subject: string;
  /** the powers under which the subject binds it; all of them where nothing is said */
  bound?: Power[];
  run: (t: Tx) => PromiseLike<{ count: number }>;
};

export const hex = "a".repeat(64);
export const words = { language: "en", kind: "family" };
export const ofFile = { bytes: 1, sha256: hex, content_type: "x", shelf_key: "x" };
/** What a worker notes of a call that holds an earlier one. */
export const ofRepeat = (recording_id: string, earlier_id: string) => ({
  recording_id,
  earlier_id,
  verdict: "look",
  score: 0.5,
  bit_errors: 0.1,
  channels: "{}",
  matches: "[]",
});
export const ofSample = {
  speaker: "s1",
  party: "a",
  duration_ms: 1,
  peaks: "{}",
  redacted: false,
  shelf_key: "x",
  bytes: 1,
};

export type Ids = Record<"fresh" | "building" | "event" | "run" | "order" | "bought" | "refunded", string>;
export const newIds = (): Ids => ({
  fresh: randomUUID(),
  building: randomUUID(),
  event: randomUUID(),
  run: randomUUID(),
  order: randomUUID(),
  bought: randomUUID(),
  refunded: randomUUID(),
});

/** A call that has just arrived, a version that is being built, an order in every state: what workers work on. */
export async function plantWork({ market, people, plant }: World, ids: Ids): Promise<void> {
  const order = { organisation_id: market.organisations.ola, buyer_id: people.ola.id, price_cents: 900 };
  await plant(async (t) => {
    const call = { contributor_id: people.priya.id, title: "x", ...words, own_channel: "left", state: "received" };
    await t`insert into app.recordings ${t({ id: ids.fresh, ...call })}`;
    await t`insert into app.repeats ${t(ofRepeat(ids.fresh, market.recordings.tomas))}`;
    const version = { dataset_id: market.dataset, number: "1.1.0", state: "building", published_at: new Date() };
    await t`insert into app.versions ${t({ id: ids.building, ...version })}`;
    await t`insert into app.version_files ${t({ version_id: ids.building, path: "a", ...ofFile })}`;
    await t`insert into app.samples ${t({ version_id: ids.building, position: 0, ...ofSample })}`;
    const share = { contributor_id: people.dana.id, milliseconds: 1 };
    await t`insert into app.version_shares ${t({ version_id: ids.building, ...share })}`;
    await t`insert into app.orders ${t([
      { id: ids.order, ...order, version_id: market.version, state: "open" },
      { id: ids.bought, ...order, version_id: market.draft, state: "paid" },
      { id: ids.refunded, ...order, version_id: ids.building, state: "refunded" },
    ])}`;
    await t`insert into app.payout_runs ${t({ id: ids.run, started_by: people.fiona.id })}`;
    await t`insert into priv.stripe_events ${t({ id: ids.event, event_id: "evt_1", type: "x", object_id: "x" })}`;
  });
}

export type Writes = Record<string, Write>;
