import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { owedMicros } from "../market.ts";
import { only, openWorld, refused, runningJob, type Tx, type World } from "../world.ts";

// Somebody wants the books to say something else.
let w: World;
let reserving: string;
beforeAll(async () => {
  w = await openWorld();
  reserving = (await runningJob(w, "payouts.reserve", w.market.run)).job;
});
afterAll(() => w.close());

type Lines = [account: string, micros: bigint][];
const post = (t: Tx, key: string, lines: Lines, kind = "payout-reserved") =>
  only<string>(
    t`select api.post_journal(${key}, ${kind}, ${w.market.run}, ${lines.map(([account]) => account)}, ${lines.map(([, micros]) => String(micros))}::bigint[])`,
  );
/** As the money worker, in a job that reserves. */
const asMoney = <T>(work: (t: Tx) => Promise<T>): Promise<T> =>
  w.money.begin(async (t) => {
    await t`select * from api.begin_job(${reserving}, 'payouts.reserve', ${w.market.run})`;
    return work(t);
  }) as Promise<T>;
const payable = (name: "dana" | "priya" | "tomas") => `payable:${w.people[name].id}`;
const reserve = (micros: bigint, name: "dana" | "priya" = "dana"): Lines => [
  [payable(name), micros],
  ["payouts:in-transit", -micros],
];
const balanceOf = async (name: "dana" | "priya") =>
  BigInt(await only<string>(w.root`select payable_micros from app.balances where owner_id = ${w.people[name].id}`));
const zeroSum = () => only<string>(w.root`select coalesce(sum(amount_micros), 0)::text from app.entries`);

describe("a journal", () => {
  it("is posted once: the same again is the same journal, another under its key is refused", async () => {
    const first = await asMoney((t) => post(t, "k1", reserve(1_000n)));
    expect(await asMoney((t) => post(t, "k1", reserve(1_000n)))).toBe(first);
    expect(await balanceOf("dana")).toBe(owedMicros - 1_000n);
    for (const other of [reserve(2_000n), reserve(1_000n, "priya"), reserve(1_000n).toReversed()])
      await refused(
        asMoney((t) => post(t, "k1", other)),
        "CN409",
      );
    await refused(
      asMoney((t) => post(t, "k1", reserve(1_000n), "sale")),
      "CN409",
    );
    const race = await Promise.all(Array.from({ length: 8 }, () => asMoney((t) => post(t, "k-race", reserve(5n)))));
    expect(new Set(race).size).toBe(1);
    expect(await balanceOf("dana")).toBe(owedMicros - 1_005n);
  });

  it("balances, or is none", async () => {
    for (const lines of [
      [
        [payable("dana"), 1n],
        ["payouts:in-transit", -2n],
      ],
      [[payable("dana"), 1n]],
      [
        [payable("dana"), 0n],
        ["payouts:in-transit", 0n],
      ],
      [],
    ] as Lines[])
      await refused(
        asMoney((t) => post(t, randomUUID(), lines)),
        "CN409",
        "CN400",
      );
    const nothing = asMoney((t) => t`select api.post_journal('empty', 'sale', ${w.market.run}, null, null)`);
    await refused(nothing, "CN400");
    for (const [accounts, micros] of [
      [
        [payable("dana"), "payouts:in-transit", "income:sales"],
        ["1", "-1"],
      ],
      [
        [payable("dana"), "payouts:in-transit"],
        ["1", "-2", "1"],
      ],
    ])
      await refused(
        asMoney(
          (t) => t`select api.post_journal('unpaired', 'sale', ${w.market.run}, ${accounts!}, ${micros!}::bigint[])`,
        ),
        "CN400",
      );
    for (const account of ["income:mine", "payable:x", `payable:${w.people.ines.id}`, `payable:${randomUUID()}`])
      await refused(
        asMoney((t) =>
          post(t, randomUUID(), [
            [account, 1n],
            ["income:sales", -1n],
          ]),
        ),
        "CN404",
      );
  });

  it("that was written by hand and does not balance is refused at commit, whoever writes it", async () => {
    const unbalanced = w.root.begin(async (t) => {
      await t`select * from api.begin_request(${w.people.fiona.token}, 'payouts.run', 'x')`;
      const journal = await only<string>(
        t`insert into app.journals (key, kind, subject, content_hash) values ('by hand', 'x', ${randomUUID()}, 'x') returning id`,
      );
      await t`
        insert into app.entries (journal_id, line, account_id, amount_micros)
        select ${journal}::uuid, 1, id, case code when 'income:sales' then 5 else -4 end from app.ledger_accounts
         where code in ('income:sales', 'expense:royalties')`;
      return "it went in, until here";
    });
    await refused(unbalanced, "CN409");
    expect(await zeroSum()).toBe("0");
  });

  it("does not overdraw what is owed", async () => {
    const left = await balanceOf("priya");
    await refused(
      asMoney((t) => post(t, randomUUID(), reserve(left + 1n, "priya"))),
      "23514",
    );
    expect(await balanceOf("priya")).toBe(left);
  });

  it("of twenty that want everything, one gets it", async () => {
    const all = await balanceOf("priya");
    const race = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) => asMoney((t) => post(t, `all:${i}`, reserve(all, "priya")))),
    );
    expect(race.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    expect(new Set(race.flatMap((one) => (one.status === "rejected" ? [one.reason.code] : [])))).toEqual(
      new Set(["23514"]),
    );
    expect(await balanceOf("priya")).toBe(0n);
    expect(await zeroSum()).toBe("0");
  });
});

describe("the books", () => {
  it("are append-only, for a superuser too", async () => {
    for (const query of [
      "update app.entries set amount_micros = amount_micros * 2",
      "delete from app.entries",
      "truncate app.entries",
      "update app.journals set kind = 'other'",
      "delete from app.journals",
      "truncate app.journals cascade",
    ]) {
      const attempt = w.root.begin(async (t) => {
        await t`select * from api.begin_request(${w.people.fiona.token}, 'payouts.run', 'x')`;
        return t.unsafe(query);
      });
      await refused(attempt, "CN409");
    }
  });

  it("are written through the posting function, by money, in an act that moves money", async () => {
    for (const sql of [w.web, w.look, w.media, w.money, w.delivery, w.mailer]) {
      for (const query of [
        "insert into app.entries (line) values (1)",
        "insert into app.journals (key) values ('x')",
        "update app.balances set payable_micros = 1",
        "insert into app.ledger_accounts (code) values ('x')",
      ])
        await refused(sql.unsafe(query));
    }
    await refused(w.money`select api.post_journal('k', 'sale', ${w.market.run}, '{}', '{}')`, "CN403");
    const { job } = await runningJob(w, "payouts.open-account", w.people.dana.id);
    const elsewhere = w.money.begin(async (t) => {
      await t`select * from api.begin_job(${job}, 'payouts.open-account', ${w.people.dana.id})`;
      return post(t, "k2", reserve(1n));
    });
    await refused(elsewhere, "CN403");
  });

  it("agree with the balances that are kept beside them", async () => {
    const rows = await w.root`
      select b.payable_micros::text as kept, (-sum(e.amount_micros))::text as counted
        from app.balances b join app.entries e on e.account_id = b.id group by b.id`;
    expect(rows).toHaveLength(3);
    for (const row of rows) expect(row.counted).toBe(row.kept);
  });
});

describe("a licence", () => {
  it("is made by money for a paid order, and matches it", async () => {
    const order = randomUUID();
    const { organisations, version } = w.market;
    await w.plant(
      (t) =>
        t`insert into app.orders ${t({ id: order, organisation_id: organisations.ola, buyer_id: w.people.ola.id, version_id: version, price_cents: 900 })}`,
    );
    const event = randomUUID();
    const settle = async (work: (t: Tx) => Promise<unknown>) => {
      const { job } = await runningJob(w, "stripe.event", event);
      return w.money.begin(async (t) => {
        await t`select * from api.begin_job(${job}, 'orders.settle', ${event})`;
        return work(t);
      });
    };
    const grant =
      (o: object = {}) =>
      (t: Tx) =>
        t`insert into app.entitlements ${t({ organisation_id: organisations.ola, version_id: version, order_id: order, ...o })}`;
    await refused(settle(grant())); // open
    await refused(settle((t) => t`update app.orders set price_cents = 1 where id = ${order}`));
    await settle((t) => t`update app.orders set state = 'paid' where id = ${order}`);
    await refused(settle(grant({ organisation_id: organisations.ines })));
    await refused(settle(grant({ version_id: w.market.draft })));
    await settle(grant());
    await refused(settle(grant()), "23505");
    await refused(settle((t) => t`update app.entitlements set revoked_at = null where order_id = ${order}`));
    await refused(settle((t) => t`update app.orders set state = 'open' where id = ${order}`));
  });
});
