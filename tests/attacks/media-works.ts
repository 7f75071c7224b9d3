import type { Power } from "../../db/powers.ts";
import type { World } from "../world.ts";
import { hex, type Ids, ofFile, ofRepeat, ofSample, type Write, type Writes, words } from "./work.ts";

/** The parts that the writes below are put together from. */
function mediaTools({ market, people }: World, ids: Ids) {
  const media = (power: Power, subject: string, run: Write["run"], also: Power[] = []): Write => ({
    login: "media",
    powers: [power, ...also],
    subject,
    run,
  });
  const clip = {
    recording_id: ids.fresh,
    contributor_id: people.priya.id,
    ...{ party: "a", position: 0, start_ms: 0, end_ms: 1, sample_rate_hz: 1, peaks: "{}", bytes: 1, sha256: hex },
    ...words,
    shelf_key: "x",
  };
  const process = (set: string, id: string) =>
    media("recordings.process", id, (t) => t.unsafe(`update app.recordings set ${set} where id = $1`, [id]));
  const build = (set: string, id: string) =>
    media("versions.build", id, (t) => t.unsafe(`update app.versions set ${set} where id = $1`, [id]));
  const rebuild = (table: string) =>
    media("versions.build", ids.building, (t) =>
      t.unsafe(`delete from app.${table} where version_id = $1`, [ids.building]),
    );
  const { building } = ids;
  const newcomer = people.ola.id; // who has no vault
  return { market, people, ids, media, clip, process, build, rebuild, building, newcomer };
}
type Tools = ReturnType<typeof mediaTools>;
export const mediaWorks = (w: World, ids: Ids): { writes: Writes; beyond: Writes } => {
  const tools = mediaTools(w, ids);
  return { writes: lawful(tools), beyond: beyond(tools) };
};

function lawful({ market, people, ids, media, clip, process, build, rebuild, building, newcomer }: Tools): Writes {
  return {
    "a clip": media("recordings.process", ids.fresh, (t) => t`insert into app.clips ${t(clip)}`),
    "clips removed": media(
      "recordings.process",
      market.recordings.priya,
      (t) => t`delete from app.clips where recording_id = ${market.recordings.priya}`,
      ["recordings.erase"],
    ),
    "a report": media(
      "recordings.process",
      ids.fresh,
      (t) =>
        t`insert into app.reports ${t({ id: ids.fresh, contributor_id: people.priya.id, report: "{}", turns: "[]" })}`,
    ),
    "a report removed": media(
      "recordings.process",
      market.recordings.priya,
      (t) => t`delete from app.reports where id = ${market.recordings.priya}`,
      ["recordings.erase"],
    ),
    "what was found again": media(
      "recordings.process",
      ids.fresh,
      (t) => t`insert into app.repeats ${t(ofRepeat(ids.fresh, market.recordings.dana))}`,
    ),
    "what was found again, anew": media(
      "recordings.process",
      ids.fresh,
      (t) => t`delete from app.repeats where recording_id = ${ids.fresh}`,
    ),
    "a call's state": process("state = 'processing'", ids.fresh),
    "a file": media(
      "versions.build",
      building,
      (t) => t`insert into app.version_files ${t({ version_id: building, path: "b", ...ofFile })}`,
    ),
    "a file removed": rebuild("version_files"),
    "a sample": media(
      "versions.build",
      building,
      (t) => t`insert into app.samples ${t({ version_id: building, position: 1, ...ofSample })}`,
    ),
    "a sample removed": rebuild("samples"),
    "a share": media(
      "versions.build",
      building,
      (t) =>
        t`insert into app.version_shares ${t({ version_id: building, contributor_id: people.priya.id, milliseconds: 1 })}`,
    ),
    "a share removed": rebuild("version_shares"),
    "a version's progress": build("progress_percent = 5", building),
    "a vault": media(
      "vaults.open",
      newcomer,
      (t) => t`insert into app.vaults ${t({ id: newcomer, recipient: "age1x" })}`,
    ),
    "a vault's key": media(
      "vaults.open",
      newcomer,
      (t) => t`insert into priv.vault_keys ${t({ user_id: newcomer, wrapped: Buffer.from("x") })}`,
    ),
  };
}

function beyond({ clip, market, ids, media, process, build, building }: Tools): Writes {
  return {
    "a clip that is for sale at once": media(
      "recordings.process",
      ids.fresh,
      (t) => t`insert into app.clips ${t({ ...clip, usable: true })}`,
    ),
    "a call accepted by nobody": process("state = 'accepted'", ids.fresh),
    "a call withdrawn by nobody": process("state = 'withdrawn'", ids.fresh),
    "a call under review taken back": process("state = 'processing'", market.recordings.priya),
    "an accepted call opened again": process("state = 'processing'", market.recordings.dana),
    "a draft built that nobody published": build("progress_percent = 5", market.draft),
    "a version back to draft": build("state = 'draft'", building),
    "a version withdrawn": build("state = 'withdrawn'", building),
  };
}
