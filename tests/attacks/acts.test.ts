import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Power } from "../../db/powers.ts";
import type { Name } from "../people.ts";
import { only, openWorld, refused, type Tx, type World, waitingJobs } from "../world.ts";
import { statementsOf } from "./statements.ts";

// A web process that was taken over writes, with the token of a person who is there.
let w: World;
beforeAll(async () => {
  w = await openWorld();
});
afterAll(() => w.close());

const uuid = randomUUID();
const { newRecording, add, buy, sql } = statementsOf(() => w);

describe("no write without an act", () => {
  const writes: [Name, (t: Tx) => PromiseLike<unknown>][] = [
    ["dana", sql("update app.recordings set title = 'taken'")],
    ["dana", sql("update app.recordings set state = 'withdrawn'")],
    ["dana", sql("update app.users set handle = 'taken'")],
    ["dana", (t) => add({})(t)],
    ["ola", (t) => buy({})(t)],
    ["rhea", sql("update app.recordings set state = 'accepted'")],
    ["cyrus", sql("update app.datasets set price_per_hour_cents = 100")],
    ["fiona", (t) => t`insert into app.payout_runs (started_by) values (${w.people.fiona.id})`],
  ];
  it.each(writes)("%s, write %#", async (name, write) => {
    await refused(
      w.as(name, async (t) => write(t)),
      "42501",
      "CN403",
    );
    await refused(
      w.as(null, async (t) => write(t)),
      "42501",
      "CN403",
    );
  });

  it("nor for a superuser who leaves the triggers on", async () => {
    await refused(w.root`update app.recordings set title = 'x'`, "CN403");
    await refused(w.root`delete from app.payouts`, "CN403");
  });

  it.each([
    "create_key('x', '{downloads.issue}')",
    `revoke_key('${uuid}')`,
    `remove_passkey('${uuid}')`,
    `withdraw_consent('${uuid}')`,
    "create_organisation('Mine', 'PT', '')",
    `enqueue('payouts.reserve', '${uuid}')`,
    `ask_consent('${uuid}', 'x@x.example', null)`,
    `answer_consent('${uuid}', 'given', '${"a".repeat(64)}')`,
    "suspend('all', 'because')",
    "propose_resume('all')",
    `approve_resume('${uuid}')`,
  ])("api.%s", async (call) => {
    for (const name of ["dana", "ines", "fiona", null] as const)
      await refused(w.as(name, sql(`select * from api.${call}`)), "CN403");
    await refused(w.as("dana", sql(`select * from api.${call}`), "account.rename"), "CN403"); // under another power
  });
});

describe("an act holds only its own power", () => {
  it.each([
    ["dana", "orders.checkout"],
    ["dana", "recordings.accept"],
    ["dana", "account.open"],
    ["dana", "recordings.process"],
    ["dana", "nonsense"],
    ["ines", "orders.settle"],
    ["ines", "recordings.add"],
    ["ines", "incidents.suspend"],
    ["rhea", "versions.publish"],
    ["rhea", "payouts.run"],
    ["cyrus", "recordings.accept"],
    ["fiona", "datasets.create"],
    ["fiona", "payouts.reserve"],
    ["piet", "payouts.run"],
    [null, "recordings.add"],
    [null, "orders.settle"],
  ] as [Name | null, Power][])("%s is refused %s", async (name, power) => {
    await refused(
      w.as(name, async () => 1, power, "x"),
      "CN403",
    );
  });

  it("nobody's one power, to open an account, writes nothing by hand", async () => {
    for (const write of [
      add({}),
      buy({}),
      sql("update app.users set handle = 'x'"),
      sql("update app.recordings set state = 'accepted'"),
    ]) {
      const changed = await w
        .as(null, async (t) => (await write(t)).count, "account.open", uuid)
        .catch((error) => {
          expect(error.code).toBe("42501");
          return 0;
        });
      expect(changed).toBe(0);
    }
  });

  it("one power does not do another's work", async () => {
    const { recordings, version, draftDataset } = w.market;
    const touched = async (name: Name, power: Power, query: string) =>
      (await w.as(name, sql(query), power, uuid)).count;
    const mine = `where id = '${recordings.dana}'`;
    expect(await touched("dana", "recordings.add", `update app.recordings set state = 'withdrawn' ${mine}`)).toBe(0);
    expect(
      await touched("dana", "recordings.keep-own-side", `update app.recordings set state = 'received' ${mine}`),
    ).toBe(0);
    expect(await touched("rhea", "recordings.refuse", `update app.recordings set state = 'accepted' ${mine}`)).toBe(0);
    expect(await touched("cyrus", "versions.publish", `update app.datasets set title = 'taken'`)).toBe(0);
    expect(await touched("cyrus", "datasets.edit", `update app.versions set state = 'building'`)).toBe(0);
    expect(
      await touched("cyrus", "versions.publish", `update app.versions set notes = 'x' where id = '${version}'`),
    ).toBe(0);
    await refused(w.as("dana", add({}), "recordings.withdraw"));
    await refused(w.as("ola", buy({}), "orders.attach-session"));
    await refused(
      w.as(
        "cyrus",
        (t) => t`insert into app.versions (dataset_id, number) values (${draftDataset}, '2.0.0')`,
        "datasets.edit",
      ),
    );
  });
});

describe("a job is asked for by an act that changed its row", () => {
  const enqueue = (task: string, subject: string) => (t: Tx) => t`select api.enqueue(${task}, ${subject})`;

  it("nor under a power whose act is no reason for it", async () => {
    const id = randomUUID();
    const announced = (task: string) => async (t: Tx) => {
      await t`insert into app.recordings ${t({ id, contributor_id: w.people.dana.id, title: "x", language: "en", kind: "family", own_channel: "left" })}`;
      return enqueue(task, id)(t);
    };
    for (const task of ["earnings.accrue", "recordings.erase"])
      await refused(w.as("dana", announced(task), "recordings.add", id), "CN403");
    const composed = async (t: Tx) => {
      const [made] =
        await t`insert into app.versions (dataset_id, number) values (${w.market.dataset}, '9.0.0') returning id`;
      return enqueue("versions.build", made!.id as string)(t);
    };
    await refused(w.as("cyrus", composed, "versions.compose", id), "CN403");
  });

  it("not about a row that it left alone, nor under another power", async () => {
    const { recordings, version } = w.market;
    await refused(w.as("dana", enqueue("recordings.process", recordings.dana), "recordings.add"), "CN403");
    await refused(w.as("dana", enqueue("recordings.erase", recordings.priya), "recordings.withdraw"), "CN403");
    await refused(w.as("cyrus", enqueue("versions.build", version), "versions.publish"), "CN403");
    await refused(w.as("fiona", enqueue("payouts.reserve", w.market.run), "payouts.run"), "CN403");
    const id = randomUUID();
    const both = (task: string) => async (t: Tx) => {
      await t`insert into app.payout_runs (id, started_by) values (${id}, ${w.people.fiona.id})`;
      return enqueue(task, id)(t);
    };
    for (const task of ["payouts.send", "earnings.accrue", "stripe.event", "vaults.open", "nonsense"])
      await refused(w.as("fiona", both(task), "payouts.run", id), "CN403");
    await w.as("fiona", both("payouts.reserve"), "payouts.run", id);
    expect(await waitingJobs(w, id)).toEqual(["payouts.reserve"]);
    await refused(w.as("fiona", enqueue("payouts.reserve", id), "payouts.run", id), "CN403"); // an earlier act's row
  });

  it("not about another table's row that was given the same id", async () => {
    const mine = randomUUID();
    const victim = w.market.recordings.priya;
    const collide = async (t: Tx) => {
      await t`insert into app.recordings ${t(newRecording({ id: mine }))}`;
      await t`insert into app.consents ${t({ id: victim, recording_id: mine, user_id: w.people.dana.id, channel: "left", answer: "given", notice_hash: "a".repeat(64), call_title: "x" })}`;
      return enqueue("recordings.process", victim)(t);
    };
    await refused(w.as("dana", collide, "recordings.add", mine), "CN403");
    expect(await waitingJobs(w, victim)).toEqual([]);
  });

  it("and not when the act comes to nothing", async () => {
    const id = randomUUID();
    const failing = w.as(
      "fiona",
      async (t) => {
        await t`insert into app.payout_runs (id, started_by) values (${id}, ${w.people.fiona.id})`;
        await enqueue("payouts.reserve", id)(t);
        throw new Error("second thoughts");
      },
      "payouts.run",
      id,
    );
    await expect(failing).rejects.toThrow("second thoughts");
    expect(await waitingJobs(w, id)).toEqual([]);
    expect(await only<number>(w.root`select count(*)::int from app.audit where subject = ${id}`)).toBe(0);
  });
});
