import { randomUUID } from "node:crypto";
import type { Power } from "../../db/powers.ts";
import type { World } from "../world.ts";
import type { Ids, Write, Writes } from "./work.ts";

/** The parts that the writes below are put together from. */
function moneyTools({ market, people }: World, ids: Ids) {
  const money = (powers: Power[], subject: string, run: Write["run"], bound?: Power[]): Write => ({
    login: "money",
    powers,
    subject,
    run,
    ...(bound && { bound }),
  });
  const { dana, ola } = people;
  const opened: Power[] = ["payouts.open-account", "payouts.refresh-account"];
  const payout = { contributor_id: dana.id, amount_cents: 100 };
  const earning = { contributor_id: dana.id, duration_seconds: 60, rate_micros_per_second: 1, amount_micros: 1 };
  const royalty = {
    order_id: market.order,
    version_id: market.version,
    contributor_id: dana.id,
    milliseconds: 1,
    amount_micros: 1,
  };
  const licence = { organisation_id: market.organisations.ola, version_id: market.draft, order_id: ids.bought };
  const settle = (state: string, id: string) =>
    money(["orders.settle"], ids.event, (t) => t`update app.orders set state = ${state} where id = ${id}`, []);
  const grant = (o: object) =>
    money(["orders.settle"], ids.event, (t) => t`insert into app.entitlements ${t({ ...licence, ...o })}`, []);
  return { market, people, ids, money, dana, ola, opened, payout, earning, royalty, licence, settle, grant };
}
type Tools = ReturnType<typeof moneyTools>;
export const moneyWorks = (w: World, ids: Ids): { writes: Writes; beyond: Writes } => {
  const tools = moneyTools(w, ids);
  return { writes: lawful(tools), beyond: beyond(tools) };
};

function lawful({ market, ids, money, dana, ola, opened, settle, grant, earning, royalty, payout }: Tools): Writes {
  return {
    "an earning": money(
      ["earnings.accrue"],
      market.recordings.dana,
      (t) => t`insert into app.earnings ${t({ id: market.recordings.dana, journal_id: randomUUID(), ...earning })}`,
    ),
    "a royalty": money(
      ["orders.settle"],
      ids.event,
      (t) => t`insert into app.royalties ${t({ journal_id: randomUUID(), ...royalty })}`,
      [],
    ),
    "an order's state": settle("paid", ids.order),
    "a licence": grant({}),
    "a licence's end": money(
      ["orders.settle"],
      ids.event,
      (t) => t`update app.entitlements set revoked_at = now() where id = ${market.entitlement}`,
      [],
    ),
    "an account's state": money(
      opened,
      dana.id,
      (t) => t`update app.payout_accounts set state = 'active' where id = ${dana.id}`,
      ["payouts.open-account"],
    ),
    "a bank link": money(
      ["payouts.open-account"],
      ola.id,
      (t) => t`insert into app.payout_links ${t({ id: ola.id, url: "https://x.example", expires_at: new Date() })}`,
    ),
    "a bank link removed": money(opened, dana.id, (t) => t`delete from app.payout_links where id = ${dana.id}`, [
      "payouts.open-account",
    ]),
    "a rail": money(
      ["payouts.open-account"],
      ola.id,
      (t) => t`insert into priv.payout_rails ${t({ user_id: ola.id, stripe_account: "acct_x" })}`,
    ),
    "a run's state": money(
      ["payouts.reserve"],
      ids.run,
      (t) => t`update app.payout_runs set state = 'reserved' where id = ${ids.run}`,
    ),
    "a payout": money(
      ["payouts.reserve"],
      ids.run,
      (t) => t`insert into app.payouts ${t({ run_id: ids.run, state: "reserved", ...payout })}`,
    ),
    "a payout's attempt": money(
      ["payouts.send", "payouts.settle"],
      market.payouts.dana,
      (t) => t`update app.payouts set attempt = 2 where id = ${market.payouts.dana}`,
      ["payouts.send"],
    ),
    "an event settled": money(
      ["orders.settle", "payouts.settle", "payouts.refresh-account"],
      ids.event,
      (t) => t`update priv.stripe_events set settled_at = now() where id = ${ids.event}`,
    ),
  };
}

function beyond({ market, ids, money, settle, grant, payout }: Tools): Writes {
  return {
    "a refunded order paid again": settle("paid", ids.refunded),
    "a paid order opened again": settle("open", market.order),
    "a licence for an order that is open": grant({ order_id: ids.order, version_id: market.version }),
    "a licence for another company": grant({ organisation_id: market.organisations.ines }),
    "a licence for another version": grant({ version_id: ids.building }),
    "a licence revived": money(
      ["orders.settle"],
      ids.event,
      (t) => t`update app.entitlements set revoked_at = null where id = ${market.entitlement}`,
      [],
    ),
    "a payout that was never sent": money(
      ["payouts.reserve"],
      ids.run,
      (t) => t`insert into app.payouts ${t({ run_id: ids.run, state: "paid", ...payout })}`,
    ),
  };
}
