import { randomUUID } from "node:crypto";
import { type Door, openDoor, workers } from "../../db/door.ts";
import { type Family, families, type Job, jobs, type Power } from "../../db/powers.ts";
import { versions } from "../../db/tables.ts";
import type { Viewer } from "../../db/viewer.ts";
import { database } from "../../dev/settings.ts";
import { openStore } from "../../lib/outside/storage.ts";
import { openStripe } from "../../lib/outside/stripe.ts";
import { mediaJobs, moneyJobs } from "../../worker/jobs.ts";
import { names } from "../people.ts";
import type { Campaign } from "./campaign.ts";
import type { Change, Copy } from "./changes.ts";
import { foreignTo, type Things } from "./objects.ts";

/** Payloads that no act of the product writes. */
const strange = ["not a uuid", "", "' or true --", "{}", "00000000-0000-0000-0000-000000000000"];
const limitMs = 20_000;
type Doors = Record<Family | "web", Door>;

/** Jobs whose payload names what they must not touch, in each family, and people who ask for jobs about what is not theirs. */
export async function attackJobs(campaign: Campaign, things: Things, copy: Copy): Promise<void> {
  const doors = openDoors(campaign);
  try {
    for (const task of Object.keys(jobs) as Job[]) {
      await otherFamily(campaign, doors, things, task);
      await wrongSubjects(campaign, doors, things, task, copy);
    }
    await foreignRequests(campaign, doors.web, things);
  } finally {
    await Promise.all(Object.values(doors).map((door) => door.close()));
  }
  await putBack(copy, await copy.changes());
}

function openDoors({ world }: Campaign): Doors {
  const url = (login: Parameters<typeof world.cluster.url>[1]) => world.cluster.url(database, login);
  const worker = (family: Family) =>
    openDoor({ lookUrl: url(`consonant_${family}`), actUrl: url(`consonant_${family}`), opener: workers });
  return {
    media: worker("media"),
    money: worker("money"),
    web: openDoor({ lookUrl: url("consonant_look"), actUrl: url("consonant_web") }),
  };
}

const tried = (campaign: Campaign) => campaign.attempts.set("jobs", campaign.count("jobs") + 1);
const outcome = (work: Promise<unknown>): Promise<"done" | "refused"> =>
  work.then(
    () => "done" as const,
    () => "refused" as const,
  );

async function runningJob({ world }: Campaign, task: string, subject: string): Promise<Viewer> {
  const key = `matrix ${randomUUID()}`;
  await world.lines
    .root`select graphile_worker.add_job(${task}, json_build_object('subject', ${subject}::text), job_key => ${key})`;
  const [job] = await world.lines.root<{ id: string }[]>`
    update graphile_worker._private_jobs set locked_at = now(), locked_by = 'matrix' where key = ${key} returning id::text`;
  return { via: "job", job: job!.id };
}

/** The other family, holding this job's number, must be nobody. */
async function otherFamily(campaign: Campaign, doors: Doors, things: Things, task: Job): Promise<void> {
  const { family, about } = jobs[task];
  for (const other of families.filter((one) => one !== family))
    for (const subject of [...things.of(`app.${about}`).map(({ id }) => id), ...strange]) {
      tried(campaign);
      const job = await runningJob(campaign, task, subject);
      const look = doors[other].look(job, (tx) => tx.select({ id: versions.id }).from(versions).limit(1));
      if ((await outcome(look)) === "done")
        campaign.find({
          kind: "leak",
          what: `the ${other} family read as a job of ${family}: ${task}`,
          by: other,
          repeat: `job ${task} about ${subject}`,
        });
    }
}

/** The real verb, about a row of every other table and about nonsense: it may fail, and nothing of anybody's may change. */
async function wrongSubjects(campaign: Campaign, doors: Doors, things: Things, task: Job, copy: Copy): Promise<void> {
  const run = verbsOf(campaign, doors)[task]?.run;
  if (!run) {
    campaign.find({ kind: "fault", what: `no worker runs ${task}`, by: "matrix", repeat: "worker/jobs.ts" });
    return;
  }
  const { about } = jobs[task];
  const others = things.tables().filter((table) => table.split(".")[1] !== about);
  const subjects = others.flatMap((table) =>
    things
      .of(table)
      .filter(({ id }) => !things.of(`app.${about}`).some((one) => one.id === id))
      .slice(0, 1),
  );
  for (const subject of [...subjects.map(({ id }) => id), ...strange]) {
    tried(campaign);
    const job = await runningJob(campaign, task, subject);
    await outcome(run(job, subject, AbortSignal.timeout(limitMs)));
  }
  // putting back what the last one changed makes a new version of the catalogue
  const changes = (await copy.changes()).filter(
    ({ table }) => !table.startsWith("graphile_worker.") && table !== "app.catalogue_version",
  );
  for (const { table, side } of changes)
    campaign.find({
      kind: "change",
      what: `${task} about another table's row changed ${table} (${side})`,
      by: jobs[task].family,
      repeat: `worker/jobs.ts ${task}`,
    });
  await putBack(copy, changes);
}

const putBack = async (copy: Copy, changes: readonly Change[]) => changes.length > 0 && copy.restore(changes);

function verbsOf({ world }: Campaign, doors: Doors) {
  const { env, place } = world;
  const store = (name: string) => openStore({ kind: "disk", folder: place.in(name) });
  const stores = { intake: store("intake"), vault: store("vault"), shelf: store("shelf") };
  const siteUrl = env.web.SITE_URL;
  const stripe = openStripe({ secretKey: world.secrets.stripeSecretKey, apiBase: env.money.STRIPE_API_BASE });
  return {
    ...mediaJobs({ door: doors.media, stores, vaultIdentity: world.secrets.vaultIdentity, siteUrl }),
    ...moneyJobs({ door: doors.money, stripe, siteUrl }),
  };
}

/** Everybody asks for every job about somebody else's row, under the powers that may ask, and under one that may not. */
async function foreignRequests(campaign: Campaign, web: Door, things: Things): Promise<void> {
  const { world } = campaign;
  for (const name of names) {
    const by = world.principals.find((one) => one.name === name)!;
    for (const [task, { about, askedUnder }] of Object.entries(jobs))
      for (const power of [...askedUnder, "account.rename"] as Power[])
        for (const { id } of foreignTo(things, `app.${about}`, by).slice(0, 2)) {
          tried(campaign);
          const asked = web.act(world.people[name].viewer, power, id, (tx) => tx.enqueue(task as Job, id));
          if ((await outcome(asked)) === "done")
            campaign.find({
              kind: "change",
              what: `${name} (${by.role}) was given the job ${task} about somebody else's row`,
              by: name,
              repeat: `act ${power}, enqueue ${task} ${id}`,
            });
        }
  }
}
