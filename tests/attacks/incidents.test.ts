import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Power, Switch } from "../../db/powers.ts";
import { powers } from "../../db/powers.ts";
import { filePath } from "../market.ts";
import { cast, type Name } from "../people.ts";
import { only, openWorld, refused, type World } from "../world.ts";

// One person stops, two resume; what was issued before stays dead.
let w: World;
beforeAll(async () => {
  w = await openWorld();
});
afterAll(() => w.close());

const suspend = (scope: string, name: Name = "piet", reason = "links were forwarded") =>
  w.as(name, (t) => t`select api.suspend(${scope}, ${reason})`, "incidents.suspend", scope);
const propose = (scope: string, name: Name = "piet") =>
  w.as(name, (t) => only<string>(t`select api.propose_resume(${scope})`), "incidents.propose", scope);
const approve = (id: string, name: Name = "petra") =>
  w.as(name, (t) => t`select api.approve_resume(${id})`, "incidents.approve", id);
const resume = async (scope: string) => approve(await propose(scope));
const issue = async () =>
  (
    await w.web`select grant_id from api.issue_download(${w.people.ines.token}, ${w.market.version}, ${filePath}, 60)`
  )[0]?.grant_id as string | undefined;
const redeem = async (grant: string | undefined) =>
  (await w.delivery`select shelf_key from api.redeem_grant(${grant ?? null})`).length;

describe("stopping deliveries", () => {
  it.each(["delivery", "links", "all"] as const)(
    "%s: a link that is out is dead at its next request, and stays dead",
    async (scope) => {
      const before = await issue();
      expect(await redeem(before)).toBe(1);
      await suspend(scope);
      expect(await redeem(before)).toBe(0);
      expect(await issue()).toBeUndefined();
      expect(await w.web`select * from api.issue_listen(${w.people.dana.token}, ${w.market.clips.dana})`).toHaveLength(
        0,
      );
      await resume(scope);
      expect(await redeem(before)).toBe(0);
      expect(await redeem(await issue())).toBe(1);
    },
  );
});

describe("a switch thrown by hand, past the function that also ends what is out", () => {
  it.each(["delivery", "links", "all"] as const)("%s: no link is redeemed meanwhile", async (scope) => {
    const grant = await issue();
    const thrown = (suspended: boolean) =>
      w.plant((t) => t`update app.service_state set suspended = ${suspended} where id = ${scope}`);
    await thrown(true);
    expect(await redeem(grant)).toBe(0);
    await thrown(false);
    expect(await redeem(grant)).toBe(1);
  });
});

describe("every switch", () => {
  it("stops the powers that name it, and 'all' stops those that name any", async () => {
    const holder = (power: Power) =>
      (Object.keys(cast) as Name[]).find((name) => (powers[power].roles as readonly string[]).includes(cast[name]));
    for (const scope of ["uploads", "review", "publishing", "purchases", "api", "payouts", "all"] as Switch[]) {
      await suspend(scope);
      for (const power of Object.keys(powers) as Power[]) {
        const name = holder(power);
        if (!name) continue;
        const begun = w.as(name, async () => "begun", power, "x");
        const stopped = scope === "all" ? powers[power].stop !== null : powers[power].stop === scope;
        if (stopped) await refused(begun, "CN503");
        else expect(await begun, `${power} while ${scope} is stopped`).toBe("begun");
      }
      await resume(scope);
    }
  });

  it("uploads: no place is told either", async () => {
    const open = () =>
      w.web`select * from api.open_intake(${w.people.tomas.token}, ${w.market.recordings.tomas}, 'audio')`;
    expect(await open()).toHaveLength(1);
    await suspend("uploads");
    expect(await open()).toHaveLength(0);
    await resume("uploads");
  });

  it("consent can be taken back while everything is stopped", async () => {
    expect(powers["recordings.withdraw"].stop).toBeNull();
    await suspend("all");
    const gone = await w.as(
      "priya",
      (t) => t`update app.recordings set state = 'withdrawn' where id = ${w.market.recordings.priya}`,
      "recordings.withdraw",
      w.market.recordings.priya,
    );
    expect(gone.count).toBe(1);
    await resume("all");
  });
});

describe("resuming", () => {
  it("takes a second person, once, within the hour, for this stop and no later one", async () => {
    await suspend("review");
    const id = await propose("review");
    await refused(approve(id, "piet"), "23514");
    await w.as("petra", (t) => t`select api.suspend('publishing', 'another thing')`, "incidents.suspend");
    await approve(id);
    await refused(approve(id, "fiona"), "CN404");
    expect(await w.web`select id from app.service_state where suspended`).toEqual([{ id: "publishing" }]);
    await suspend("review");
    const old = await propose("review");
    await resume("review");
    await suspend("review");
    await refused(approve(old), "CN404"); // a proposal from before does not undo the new stop
    const late = await propose("review");
    await w.plant((t) => t`update app.resume_requests set at = now() - interval '61 min' where id = ${late}`);
    await refused(approve(late), "CN404");
    await resume("review");
    await resume("publishing");
  });

  it("takes an act of its own: no other power of the same person does", async () => {
    await suspend("review");
    const id = await propose("review");
    const other = (name: Name, query: string, value: string) =>
      w.as(name, (t) => t.unsafe(query, [value]), "sessions.end", "x");
    await refused(other("piet", "select api.suspend($1, 'a reason')", "uploads"), "CN403");
    await refused(other("piet", "select api.propose_resume($1)", "review"), "CN403");
    await refused(other("petra", "select api.approve_resume($1)", id), "CN403");
    await approve(id);
  });

  it("takes a proposal that is young and that nobody has approved", async () => {
    await suspend("review");
    await w.plant((t) => t`update app.service_state set since = now() - interval '3 hours' where id = 'review'`);
    const [late, spent] = [await propose("review"), await propose("review")];
    await w.plant((t) => t`update app.resume_requests set at = now() - interval '61 min' where id = ${late}`);
    await w.plant((t) => t`update app.resume_requests set approved_by = ${w.people.fiona.id} where id = ${spent}`);
    for (const no of [late, spent]) await refused(approve(no), "CN404");
    await resume("review");
  });

  it("is for the desk; and says why it stopped", async () => {
    for (const name of ["dana", "ines"] as const) {
      await refused(suspend("all", name), "CN403");
      await refused(propose("all", name), "CN403");
    }
    await refused(propose("all"), "CN404"); // nothing is stopped
    await refused(suspend("nonsense"), "CN404");
    await refused(suspend("review", "piet", " "), "CN400");
  });
});
