import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { only, openWorld, refused, runningJob, type Tx, type World } from "../world.ts";

// What was published is what was bought: nobody changes it, not even a superuser who leaves the triggers on.
let w: World;
beforeAll(async () => {
  w = await openWorld();
});
afterAll(() => w.close());

const changes = () => {
  const { version, file, sample, clips, draft } = w.market;
  const hex = "d".repeat(64);
  return {
    files: [
      `delete from app.version_files where version_id = '${version}'`,
      `insert into app.version_files (version_id, path, bytes, sha256, content_type, shelf_key) values ('${version}', 'extra', 1, '${hex}', 'x', 'x')`,
      `update app.version_files set sha256 = '${"e".repeat(64)}' where id = '${file}'`,
      `update app.version_files set version_id = '${draft}' where id = '${file}'`,
    ],
    samples: [
      `delete from app.samples where id = '${sample}'`,
      `update app.samples set text = 'other' where id = '${sample}'`,
      `insert into app.samples (version_id, position, speaker, party, duration_ms, peaks, redacted, shelf_key, bytes) values ('${version}', 9, 's', 'a', 1, '{}', false, 'x', 1)`,
    ],
    shares: [
      `update app.version_shares set milliseconds = 1 where version_id = '${version}'`,
      `delete from app.version_shares where version_id = '${version}'`,
      `insert into app.version_shares (version_id, contributor_id, milliseconds) values ('${version}', '${w.people.priya.id}', 1)`,
    ],
    clips: [
      `insert into app.version_clips (version_id, clip_id) values ('${version}', '${clips.priya}')`,
      `update app.version_clips set removed_at = now() where version_id = '${version}'`,
      `update app.version_clips set version_id = '${draft}' where version_id = '${version}'`,
      `delete from app.version_clips where version_id = '${version}'`,
    ],
    version: [
      "clip_count = 2",
      "stats = '{}'",
      "price_cents = 1",
      `commit = '${"0".repeat(40)}'`,
      "number = '9.9.9'",
      "card = 'other'",
      "published_at = now()",
      "state = 'draft'",
      "state = 'building'",
      "state = 'failed'",
      "notes = 'other'",
    ].map((set) => `update app.versions set ${set} where id = '${version}'`),
  };
};
type Part = keyof ReturnType<typeof changes>;
const parts: Part[] = ["files", "samples", "shares", "clips", "version"];

describe.each(parts)("the %s of a published version", (part) => {
  it("are not web's to change, under any of a curator's powers", async () => {
    for (const query of changes()[part]) {
      for (const power of ["versions.compose", "versions.publish", "datasets.edit"] as const)
        await untouched(query, (run) => w.as("cyrus", run, power, w.market.version));
    }
  });

  it("are not media's, with a build of that very version running", async () => {
    const { job } = await runningJob(w, "versions.build", w.market.version);
    for (const query of changes()[part]) {
      await untouched(query, (run) =>
        w.media.begin(async (t) => {
          await t`select * from api.begin_job(${job}, 'versions.build', ${w.market.version})`;
          return run(t);
        }),
      );
    }
  });

  it("are not a superuser's, unless the triggers are set aside", async () => {
    for (const query of changes()[part]) {
      const asRoot = (t: Tx) => t.unsafe(query);
      await refused(w.root.begin(asRoot), "CN409", "CN403", "23503", "23514");
      // with an act open, only the version's own trigger stands in the way
      const withAct = w.root.begin(async (t) => {
        await t`select * from api.begin_request(${w.people.cyrus.token}, 'versions.compose', 'x')`;
        return asRoot(t);
      });
      await refused(withAct, "CN409").catch((error: Error) => {
        throw new Error(`${query}: ${error.message}`);
      });
    }
    const query = changes()[part][0]!;
    await w
      .plant(async (t) => {
        expect((await t.unsafe(query)).count).toBeGreaterThan(0);
        throw new Error("seen");
      })
      .catch((error: Error) => expect(error.message).toBe("seen"));
  });
});

/** Nothing changes: the statement is refused, or a policy hides every row from it. */
async function untouched(query: string, through: (run: (t: Tx) => Promise<number>) => Promise<number>): Promise<void> {
  const changed = await through(async (t) => (await t.unsafe(query)).count).catch((error) => {
    expect(["42501", "CN409", "CN403", "23514"], `${query}: ${error.message}`).toContain(error.code);
    return 0;
  });
  expect(changed, query).toBe(0);
}

describe("releasing", () => {
  it("supersedes the version before it, and withdrawing is for good", async () => {
    const next = randomUUID();
    await w.plant(
      (t) =>
        t`insert into app.versions (id, dataset_id, number, state, published_at) values (${next}, ${w.market.dataset}, '1.1.0', 'building', now())`,
    );
    const { job } = await runningJob(w, "versions.build", next);
    const publish = (set: string) =>
      w.media.begin(async (t) => {
        await t`select * from api.begin_job(${job}, 'versions.build', ${next})`;
        return t.unsafe(`update app.versions set ${set} where id = '${next}'`);
      });
    await refused(publish("state = 'published'"), "23514"); // not complete: no files, no price, no commit
    await refused(publish("state = 'withdrawn'"));
    await publish(`state = 'published', commit = '${"1".repeat(40)}', price_cents = 100, clip_count = 1`);
    const states =
      await w.root`select number, state from app.versions where dataset_id = ${w.market.dataset} order by number`;
    expect(states).toEqual([
      { number: "1.0.0", state: "superseded" },
      { number: "1.1.0", state: "published" },
    ]);
    expect(await only<string>(w.web`select current_version_id from app.datasets where id = ${w.market.dataset}`)).toBe(
      next,
    );
    expect((await publish("notes = 'late'").catch(() => ({ count: 0 }))).count).toBe(0);
    for (const state of ["published", "superseded", "draft"]) {
      await w.plant((t) => t`update app.versions set state = 'withdrawn' where id = ${w.market.version}`);
      const revive = w.root.begin(async (t) => {
        await t`select * from api.begin_request(${w.people.cyrus.token}, 'versions.publish', 'x')`;
        return t.unsafe(`update app.versions set state = '${state}' where id = '${w.market.version}'`);
      });
      await refused(revive, "CN409");
    }
  });
});
