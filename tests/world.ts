import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { inject } from "vitest";
import { openDoor, workers } from "../db/door.ts";
import type { Power } from "../db/powers.ts";
import type { Login } from "../db/provision.ts";
import { cloneDatabase, clusterAt, dropDatabase } from "../dev/cluster.ts";
import { template } from "./cluster.ts";
import { type Market, plantMarket } from "./market.ts";
import { type Name, type People, signEverybodyIn } from "./people.ts";

export type Tx = postgres.TransactionSql;
export type World = Awaited<ReturnType<typeof openWorld>>;

/** A market of its own, with raw connections as every login role, and the doors of web and of the workers. */
export async function openWorld() {
  const cluster = clusterAt(inject("cluster") as Parameters<typeof clusterAt>[0]);
  const planted = inject("planted"); // a mutation run plants its market first, and mutates then
  const database = planted?.database ?? `consonant_test_${randomUUID().slice(0, 8)}`;
  if (!planted) await cloneDatabase(cluster, database, template);
  const url = (login: Login) => cluster.url(database, login);
  const at = (address: string, max = 4) => postgres(address, { max, onnotice() {}, idle_timeout: 20 });
  const lines = {
    root: at(cluster.superuser(database)),
    look: at(url("consonant_look")),
    web: at(url("consonant_web"), 12),
    delivery: at(url("consonant_delivery"), 8),
    media: at(url("consonant_media")),
    money: at(url("consonant_money")),
    mailer: at(url("consonant_mailer")),
    migrate: at(url("consonant_migrate")),
    passkeys: at(url("consonant_passkeys")),
  };
  const worker = (login: "consonant_media" | "consonant_money", max = 4) =>
    openDoor({ lookUrl: url(login), actUrl: url(login), opener: workers, max, actMax: max });
  const doors = {
    web: openDoor({ lookUrl: url("consonant_look"), actUrl: url("consonant_web") }),
    media: worker("consonant_media"),
    money: worker("consonant_money", 8),
  };
  /** Plants rows past the triggers, as only a superuser can. */
  const plant = <T>(work: (t: Tx) => Promise<T>): Promise<T> =>
    lines.root.begin(async (t) => {
      await t`set local session_replication_role = replica`;
      return work(t);
    }) as Promise<T>;
  const people: People = planted?.people ?? (await signEverybodyIn(lines));
  const market: Market = planted?.market ?? (await plantMarket(plant, people));
  return {
    ...lines,
    doors,
    people,
    market,
    plant,
    at,
    url,
    /** Arbitrary SQL of a web process that holds this person's token: a look, or an act under a power. */
    as: <T>(
      name: Name | null,
      work: (t: Tx) => Promise<T>,
      power: Power | null = null,
      subject: string | null = null,
    ) =>
      lines.web.begin(async (t) => {
        await t`select * from api.begin_request(${name && people[name].token}, ${power}, ${subject})`;
        return work(t);
      }),
    close: async () => {
      const ends = [...Object.values(lines).map((sql) => sql.end({ timeout: 1 }))];
      await Promise.all([...ends, ...Object.values(doors).map((door) => door.close())]);
      await dropDatabase(cluster, database);
    },
  };
}

/** Passes when the work was refused with one of these codes, and without a canary in the refusal's words. */
export async function refused(work: PromiseLike<unknown>, ...codes: string[]): Promise<void> {
  const answer = await Promise.resolve(work).then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if (!("error" in answer)) throw new Error(`not refused: ${JSON.stringify(answer.value)?.slice(0, 200)}`);
  const { code, message, detail, hint, where } = answer.error as Record<string, string | undefined>;
  if (!(codes.length > 0 ? codes : ["42501"]).includes(code ?? "")) {
    throw new Error(`refused, but with ${code}: ${message}`);
  }
  if (/canary/i.test([message, detail, hint, where].join())) throw new Error("the refusal quotes a canary");
}

/** The one value of the one row. */
export async function only<T>(rows: PromiseLike<readonly object[]>): Promise<T> {
  const found = await rows;
  if (found.length !== 1) throw new Error(`${found.length} rows`);
  return Object.values(found[0]!)[0] as T;
}

/** A job of this kind about this row, made or found, and running: what a worker's Viewer stands on. */
export async function runningJob({ root }: Pick<World, "root">, task: string, subject: string) {
  await root`select graphile_worker.add_job(${task}, json_build_object('subject', ${subject}::text), job_key => ${`${task}:${subject}`})`;
  const [job] = await root<{ id: string }[]>`
    update graphile_worker._private_jobs set locked_at = now(), locked_by = 'test'
     where key = ${`${task}:${subject}`} returning id::text`;
  return { via: "job", job: job!.id } as const;
}

/** Announces a call of this person's and asks for its other party; the recording's id. */
export const askAbout = (
  w: Pick<World, "as" | "people">,
  name: Name,
  email: string | null,
  mac: string | null = null,
  side = "left",
): Promise<string> =>
  w.as(
    name,
    async (t) => {
      const id = await announced(w, t, name, side);
      await t`select api.ask_consent(${id}, ${email}, ${mac})`;
      return id;
    },
    "recordings.add",
    w.people[name].id,
  );

/** A call of this person's that is announced, in an act of theirs; its id. */
export const announced = ({ people }: Pick<World, "people">, t: Tx, name: Name, side = "left"): Promise<string> =>
  only<string>(
    t`insert into app.recordings (contributor_id, title, language, kind, own_channel) values (${people[name].id}, 'x', 'en', 'family', ${side}) returning id`,
  );

/** Does what job consents.ask does: the question reaches the other party of this call. */
export async function reachOtherParty(w: Pick<World, "root" | "media">, recording: string): Promise<void> {
  const { job } = await runningJob(w, "consents.ask", recording);
  await w.media.begin(async (t) => {
    await t`select * from api.begin_job(${job}, 'consents.ask', ${recording})`;
    await t`select api.ask_other_party(${recording})`;
  });
}

/** The jobs that wait, as "task about"; what an act has asked for. */
export const waitingJobs = async ({ root }: Pick<World, "root">, subject: string): Promise<string[]> =>
  (
    await root`
      select t.identifier from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
       where j.payload ->> 'subject' = ${subject} order by 1`
  ).map((row) => row.identifier as string);
