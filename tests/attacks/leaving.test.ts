import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { canary, signIn } from "../people.ts";
import { openWorld, refused, type World, waitingJobs } from "../world.ts";

// Who leaves takes everything with them that is not the books' or somebody else's.
let w: World;
beforeAll(async () => {
  w = await openWorld();
});
afterAll(() => w.close());

const close = (name: "dana" | "priya" | "tomas" | "ines") =>
  w.as(name, (t) => t`select api.close_account()`, "account.close", w.people[name].id);

describe("a contributor closes their account", () => {
  it("by nobody's word but their own", async () => {
    await refused(w.web`select api.close_account()`, "CN403");
    await refused(
      w.as("priya", (t) => t`select api.close_account()`, "account.rename", w.people.priya.id),
      "CN403",
    );
    await refused(
      w.as("rhea", (t) => t`select 1`, "account.close"),
      "CN403",
    );
  });

  it("and in that commit the key is gone, the sale is stopped, the ways in are shut, the books stand", async () => {
    const before =
      await w.root`select code, (select sum(amount_micros) from app.entries where account_id = a.id) as sum from app.ledger_accounts a order by code`;
    await close("dana");
    const { dana } = w.people;
    for (const left of [
      w.root`select 1 from priv.vault_keys where user_id = ${dana.id}`,
      w.root`select 1 from app.vaults where id = ${dana.id}`,
      w.root`select 1 from priv.contacts where user_id = ${dana.id}`,
      w.root`select 1 from priv.phone_numbers where user_id = ${dana.id}`,
      w.root`select 1 from app.phones where id = ${dana.id}`,
      w.root`select 1 from priv.credentials where user_id = ${dana.id} and revoked_at is null`,
      w.root`select 1 from app.sessions where user_id = ${dana.id} and ended_at is null`,
      w.root`select 1 from app.recordings where contributor_id = ${dana.id} and (state <> 'withdrawn' or title ~ 'canary' or note is not null)`,
      w.root`select 1 from app.clips where contributor_id = ${dana.id} and usable`,
      w.root`select 1 from app.consents k join app.recordings r on r.id = k.recording_id where r.contributor_id = ${dana.id} and k.call_title ~ 'canary'`,
    ])
      expect(await left, String(left)).toHaveLength(0);
    const [version] = await w.root`select state from app.versions where id = ${w.market.version}`;
    expect(version!.state).toBe("withdrawn");
    expect(
      await w.web`select * from api.issue_download(${w.people.ines.token}, ${w.market.version}, 'data/train-00000.tar', 60)`,
    ).toHaveLength(0);
    expect(await waitingJobs(w, w.market.recordings.dana)).toEqual(["recordings.erase"]);
    await refused(w.web`select * from api.begin_request(${dana.token})`, "CN401");
    const after =
      await w.root`select code, (select sum(amount_micros) from app.entries where account_id = a.id) as sum from app.ledger_accounts a order by code`;
    expect(after).toEqual(before);
    const [told] = await w.mailer`select address from priv.mail_outbox where kind = 'account-closed'`;
    expect(told!.address).toBe(dana.email);
  });

  it("whose address is free: who comes with it is somebody new, who owns nothing", async () => {
    const again = await signIn(w, w.people.dana.email);
    expect(again.id).not.toBe(w.people.dana.id);
    const seen = await w.web.begin(async (t) => {
      await t`select * from api.begin_request(${again.token})`;
      return [await t`select id from app.recordings`, await t`select id from app.balances`];
    });
    expect(seen).toEqual([[], []]);
  });

  it("and takes back the yes they gave to another's call", async () => {
    const call = await w.root`select id from app.recordings where contributor_id = ${w.people.priya.id}`;
    await w.plant(async (t) => {
      await t`update app.recordings set other_party = 'given' where id = ${call[0]!.id}`;
      await t`insert into app.consents (recording_id, user_id, channel, answer, notice_hash, call_title) values (${call[0]!.id}, ${w.people.tomas.id}, 'right', 'given', ${"a".repeat(64)}, ${canary("call", "priya")})`;
    });
    await close("tomas");
    const [now] = await w.root`select state from app.recordings where id = ${call[0]!.id}`;
    expect(now!.state).toBe("withdrawn");
    const [said] =
      await w.root`select answer from app.consents where recording_id = ${call[0]!.id} and user_id = ${w.people.tomas.id}`;
    expect(said!.answer).toBe("withdrawn");
    expect(await waitingJobs(w, call[0]!.id)).toContain("recordings.erase");
    const [priya] = await w.root`select status from app.users where id = ${w.people.priya.id}`;
    expect(priya!.status).toBe("active");
  });
});

describe("a buyer closes their account", () => {
  it("its keys are dead; what the company bought stays in the books", async () => {
    const key = await w.as(
      "ines",
      async (t) => (await t`select api.create_key('x', '{downloads.issue}') as key`)[0]!.key as string,
      "keys.create",
    );
    await close("ines");
    await refused(w.web`select * from api.begin_request(${key})`, "CN401");
    expect(
      await w.root`select 1 from app.entitlements where id = ${w.market.entitlement} and revoked_at is null`,
    ).toHaveLength(1);
  });
});
