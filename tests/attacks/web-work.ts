import { randomUUID } from "node:crypto";
import type { Power } from "../../db/powers.ts";
import type { Name } from "../people.ts";
import type { Tx, World } from "../world.ts";

/** A write; it names the row that it wrote only where that is asked for, since who may not read a row could not name it. */
export type Run = (t: Tx, named?: boolean) => PromiseLike<{ id: string }[] & { count: number }>;
export type WebWrite = { by: Name; under: Power[]; run: Run };
export type WebWrites = Record<string, WebWrite>;

export const by = (name: Name, under: Power | Power[], run: Run): WebWrite => ({
  by: name,
  under: [under].flat(),
  run,
});
export const set =
  (table: string, values: string, id: string): Run =>
  (t, named) =>
    t.unsafe<{ id: string }[]>(`update app.${table} set ${values} where id = $1 ${named ? "returning id" : ""}`, [id]);
export const add =
  (table: string, row: () => object): Run =>
  (t, named) =>
    t<{ id: string }[]>`insert into ${t(`app.${table}`)} ${t(row())} ${named ? t`returning id` : t``}`;

/** A call that waits for its other party, one that is announced, a version of yesterday, an order that is open. */
export async function plantWebWork(w: World) {
  const [waiting, collected, superseded, order] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const { dana, ola, priya } = w.people;
  await w.plant(async (t) => {
    const call = { contributor_id: dana.id, title: "x", language: "en", kind: "family", own_channel: "left" };
    await t`insert into app.recordings ${t({ id: waiting, ...call, state: "waiting", other_party: "asked" })}`;
    await t`insert into app.recordings ${t({ id: collected, ...call, state: "announced" })}`;
    const released = {
      number: "0.9.0",
      commit: "c".repeat(40),
      price_cents: 900,
      published_at: new Date(),
      clip_count: 1,
    };
    await t`insert into app.versions ${t({ id: superseded, dataset_id: w.market.dataset, state: "superseded", ...released })}`;
    const bought = { organisation_id: w.market.organisations.ola, buyer_id: ola.id, price_cents: 900 };
    await t`insert into app.orders ${t({ id: order, ...bought, version_id: w.market.draft })}`;
    await t`delete from app.payout_accounts where id = ${priya.id}`;
    await t`update app.payout_accounts set state = 'active' where id = ${w.people.tomas.id}`;
  });
  return { w, waiting, collected, superseded, order };
}
export type Ground = Awaited<ReturnType<typeof plantWebWork>>;
