import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { canariesIn } from "../people.ts";
import { only, openWorld, refused, type Tx, type World } from "../world.ts";

// What was said yes to can be taken back, and then it is gone: at once, whoever is in the middle of what.
let w: World;
beforeAll(async () => {
  w = await openWorld();
});
afterAll(() => w.close());

const withdraw = (id: string) =>
  w.as("dana", (t) => t`update app.recordings set state = 'withdrawn' where id = ${id}`, "recordings.withdraw", id);

describe("taking consent back", () => {
  it("stops the sale, the words, the samples and the links in the same commit", async () => {
    const { version, dataset, sample, clips, recordings, draft } = w.market;
    const { ines, dana, rhea } = w.people;
    const path = "data/train-00000.tar";
    const link = () => w.web`select grant_id from api.issue_download(${ines.token}, ${version}, ${path}, 60)`;
    const listen = (token: string) => w.web`select grant_id from api.issue_listen(${token}, ${clips.dana})`;
    const redeem = (grant: string) => w.delivery`select shelf_key from api.redeem_grant(${grant})`;
    await w.as(
      "cyrus",
      (t) => t`insert into app.version_clips (version_id, clip_id) values (${draft}, ${clips.dana})`,
      "versions.compose",
    );
    const issued = [await only<string>(link()), await only<string>(listen(rhea.token))];
    for (const grant of issued) expect(await redeem(grant)).toHaveLength(1);
    const before = await only<string>(w.web`select version::text from app.catalogue_version`);

    await withdraw(recordings.dana);

    for (const grant of issued) expect(await redeem(grant)).toHaveLength(0);
    expect(await link()).toHaveLength(0);
    for (const token of [rhea.token, dana.token]) expect(await listen(token)).toHaveLength(0);
    expect(await w.delivery`select * from api.sample_file(${sample})`).toHaveLength(0);
    expect(await w.web`select current_version_id as current from app.datasets where id = ${dataset}`).toEqual([
      { current: null },
    ]);
    expect(await w.web`select state from app.versions where id = ${version}`).toEqual([{ state: "withdrawn" }]);
    expect(await w.web`select text from app.samples`, "the words of the samples").toHaveLength(0);
    expect(await w.as("cyrus", (t) => t`select text from app.samples`), "beside a draft").toHaveLength(0);
    expect(Number(await only(w.web`select version::text from app.catalogue_version`))).toBeGreaterThan(Number(before));
    const buy = (t: Tx) =>
      t`insert into app.orders ${t({ organisation_id: w.market.organisations.ola, buyer_id: w.people.ola.id, version_id: version, price_cents: 900 })}`;
    await refused(w.as("ola", buy, "orders.checkout"));
    expect(canariesIn(await w.as("cyrus", (t) => t`select text from app.clips`))).toEqual([]);
    expect(
      await w.as(
        "cyrus",
        (t) => t`select removed_at is null as held from app.version_clips where version_id = ${draft}`,
      ),
    ).toEqual([{ held: false }]);
    expect(
      await w.root`select answer from app.consents where recording_id = ${recordings.dana} order by channel`,
    ).toEqual([{ answer: "withdrawn" }, { answer: "given" }]);
    expect((await withdraw(recordings.dana)).count, "once").toBe(0);
  });

  it("also stops what was superseded, whose buyers could go on downloading it", async () => {
    const { recording, version } = await heldVersion("superseded");
    const [file, entitlement] = [randomUUID(), randomUUID()];
    await w.plant(async (t) => {
      const bytes = { bytes: 1, sha256: "d".repeat(64), content_type: "x", shelf_key: "old" };
      await t`insert into app.version_files ${t({ id: file, version_id: version, path: "old", ...bytes })}`;
      const bought = { organisation_id: w.market.organisations.ines, version_id: version, order_id: randomUUID() };
      await t`insert into app.entitlements ${t({ id: entitlement, ...bought })}`;
    });
    const link = () => w.web`select grant_id from api.issue_download(${w.people.ines.token}, ${version}, 'old', 60)`;
    const grant = await only<string>(link());
    expect(await w.delivery`select shelf_key from api.redeem_grant(${grant})`).toEqual([{ shelf_key: "old" }]);
    await withdraw(recording);
    expect(await w.root`select state from app.versions where id = ${version}`).toEqual([{ state: "withdrawn" }]);
    expect(await w.delivery`select shelf_key from api.redeem_grant(${grant})`).toHaveLength(0);
    expect(await link()).toHaveLength(0);
  });

  it("also stops a version that is being built, whoever commits first", async () => {
    for (const first of ["withdrawal", "release"] as const) {
      const { recording, version } = await heldVersion("building", first);
      const publish = async (t: Tx) => {
        await t`select * from api.begin_job(${await jobOf(version)}, 'versions.build', ${version})`;
        return t`update app.versions set state = 'published', commit = ${"f".repeat(40)}, price_cents = 100, clip_count = 1 where id = ${version}`;
      };
      const withdraw = (t: Tx) => t`update app.recordings set state = 'withdrawn' where id = ${recording}`;
      let go!: () => void;
      const held = new Promise<void>((resolve) => {
        go = resolve;
      });
      const slow =
        <T>(work: (t: Tx) => PromiseLike<T>) =>
        async (t: Tx) => {
          const done = await work(t);
          await held;
          return done;
        };
      const withdrawn = first === "withdrawal" ? slow(withdraw) : async (t: Tx) => withdraw(t);
      const published = first === "release" ? slow(publish) : publish;
      const one =
        first === "withdrawal" ? w.as("dana", withdrawn, "recordings.withdraw", recording) : w.media.begin(published);
      await new Promise((resolve) => setTimeout(resolve, 100));
      const two =
        first === "withdrawal" ? w.media.begin(published) : w.as("dana", withdrawn, "recordings.withdraw", recording);
      const both = Promise.allSettled([one, two]);
      await new Promise((resolve) => setTimeout(resolve, 150));
      go();
      await both;
      expect(await only<string>(w.root`select state from app.recordings where id = ${recording}`)).toBe("withdrawn");
      expect(
        await only<string>(w.root`select state from app.versions where id = ${version}`),
        `${first} first`,
      ).not.toBe("published");
    }
  });

  const jobOf = async (version: string) => {
    await w.root`select graphile_worker.add_job('versions.build', json_build_object('subject', ${version}::text), job_key => ${version})`;
    return only<string>(
      w.root`update graphile_worker._private_jobs set locked_at = now() where key = ${version} returning id::text`,
    );
  };
  async function heldVersion(state: "building" | "superseded", slug: string = state) {
    const [recording, clip, dataset, version] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    await w.plant(async (t) => {
      await t`insert into app.recordings ${t({ id: recording, contributor_id: w.people.dana.id, title: "x", language: "en", kind: "family", own_channel: "left", state: "accepted" })}`;
      await t`insert into app.clips ${t({ id: clip, recording_id: recording, contributor_id: w.people.dana.id, party: "a", position: 0, start_ms: 0, end_ms: 1, sample_rate_hz: 1, peaks: "{}", bytes: 1, sha256: "x", language: "en", kind: "family", usable: true, shelf_key: "x" })}`;
      await t`insert into app.datasets ${t({ id: dataset, slug, title: "Calls", summary: "Calls between people who said yes to it.", language: "en", kind: "family", licence: "standard", price_per_hour_cents: 100 })}`;
      await t`insert into app.versions ${t({ id: version, dataset_id: dataset, number: "1.0.0", state, published_at: new Date(), commit: "f".repeat(40), price_cents: 100, clip_count: 1 })}`;
      await t`insert into app.version_clips (version_id, clip_id) values (${version}, ${clip})`;
    });
    return { recording, version };
  }
});
