import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { expect } from "vitest";
import { storedClips } from "../../db/backstage.ts";
import { one } from "../../db/door.ts";
import type { Job } from "../../db/powers.ts";
import { recordings, reports } from "../../db/tables.ts";
import { trialBalance } from "../../lib/ledger/read.ts";
import { newIdentity } from "../../lib/outside/seal.ts";
import { openStore } from "../../lib/outside/storage.ts";
import { theDoor } from "../../lib/the-door.ts";
import { type JobTable, mediaJobs, moneyJobs } from "../../worker/jobs.ts";
import { openDesk, openReceiver, WEB_KEY, WEBHOOK_SECRET } from "../outside/stripe-desk.ts";
import { openWorld, type World } from "../world.ts";

export type Room = Awaited<ReturnType<typeof openRoom>>;
const siteUrl = "http://localhost:3000";

/** A market whose outside is made up: a local Stripe, stores in a folder that is thrown away. The rooms' settings are set. */
export async function openRoom() {
  const world = await openWorld();
  const folder = mkdtempSync(join(tmpdir(), "consonant-rooms-"));
  const receiver = await openReceiver();
  const desk = await openDesk({ webhooks: [{ url: receiver.url, secret: WEBHOOK_SECRET }] });
  Object.assign(process.env, {
    NODE_ENV: "test",
    SITE_URL: siteUrl,
    DELIVERY_URL: "http://localhost:3001",
    DATABASE_LOOK_URL: world.url("consonant_look"),
    DATABASE_URL: world.url("consonant_web"),
    NEXTAUTH_SECRET: "n".repeat(32),
    LINK_SIGNING_KEY: "l".repeat(32),
    PHONE_PEPPER: "p".repeat(32),
    TEXT_RECIPIENT: (await newIdentity()).recipient,
    PASSKEYS_URL: "http://127.0.0.1:9",
    INTAKE_STORE: join(folder, "intake"),
    STRIPE_WEB_KEY: WEB_KEY,
    STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
    STRIPE_API_BASE: desk.url,
  });
  const store = (name: string) => openStore({ kind: "disk", folder: join(folder, name) });
  const stores = { intake: store("intake"), vault: store("vault"), shelf: store("shelf") };
  const { identity: vaultIdentity } = await newIdentity();
  const jobs: JobTable = {
    ...mediaJobs({ door: world.doors.media, stores, vaultIdentity, siteUrl }),
    ...moneyJobs({ door: world.doors.money, stripe: desk.payout, siteUrl }),
  };
  return {
    ...world,
    desk,
    receiver,
    stores,
    vaultIdentity,
    jobs,
    close: async () => {
      await theDoor().close();
      await desk.close();
      await receiver.close();
      await world.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/**
 * Runs the job that an act has asked for, as its worker would: the job is locked, and gone when it succeeds; when it fails
 * it waits again. Throws where nobody asked for it.
 */
export async function workOff(
  room: Pick<Room, "root" | "jobs">,
  task: Job,
  subject: string,
  jobs = room.jobs,
): Promise<void> {
  const [job] = await room.root<{ id: string }[]>`
    update graphile_worker._private_jobs j set locked_at = now(), locked_by = 'test' from graphile_worker._private_tasks t
     where t.id = j.task_id and t.identifier = ${task} and j.payload ->> 'subject' = ${subject} returning j.id::text`;
  if (!job) throw new Error(`nobody asked for ${task} about ${subject}`);
  try {
    await jobs[task]!.run({ via: "job", job: job.id }, subject, AbortSignal.timeout(110_000));
  } catch (error) {
    await room.root`update graphile_worker._private_jobs set locked_at = null where id = ${job.id}`;
    throw error;
  }
  await room.root`delete from graphile_worker._private_jobs where id = ${job.id}`;
}

type Made = { seconds?: number; parties?: ("a" | "b")[] };

/** What the pipeline would leave of a received recording: disguised clips, a report, a place in the review queue. */
export async function processed(
  room: Pick<Room, "root" | "doors" | "stores">,
  recordingId: string,
  made: Made = {},
): Promise<void> {
  const { seconds = 60, parties = ["a"] } = made;
  const { media } = room.doors;
  const process: JobTable = {
    "recordings.process": {
      run: async (job) => {
        const [of] = await room.root`select contributor_id from app.recordings where id = ${recordingId}`;
        const contributorId = of!.contributor_id as string;
        const sound = Buffer.from(`sound of ${recordingId}`);
        const shelfKey = (party: string) => `clips/${recordingId}/${party}-00000.flac`;
        for (const party of parties) await room.stores.shelf.put(shelfKey(party), sound);
        await media.act(job, "recordings.process", recordingId, async (tx) => {
          const mine = eq(recordings.id, recordingId);
          one(await tx.update(recordings).set({ state: "processing" }).where(mine).returning({ id: recordings.id }));
          await tx.insert(storedClips).values(
            parties.map((party) => ({
              recordingId,
              contributorId,
              party,
              position: 0,
              startMs: 0,
              endMs: party === "a" ? 7_000 : 3_000,
              text: `hello from ${party}`,
              sampleRateHz: 16_000,
              snrDb: 30,
              peaks: [1, 2, 3],
              bytes: sound.length,
              sha256: createHash("sha256").update(sound).digest("hex"),
              language: "en" as const,
              kind: "family" as const,
              shelfKey: shelfKey(party),
            })),
          );
          await tx.insert(reports).values({ id: recordingId, contributorId, report: {}, turns: [] });
          const ready = { state: "in_review", durationSeconds: seconds, sampleRateHz: 16_000 } as const;
          one(await tx.update(recordings).set(ready).where(mine).returning({ id: recordings.id }));
        });
      },
    },
  };
  await workOff({ root: room.root, jobs: process }, "recordings.process", recordingId);
}

/** Every figure of the books that must agree; all in micro-USD. */
export async function booksOf({ root }: Pick<World, "root">) {
  const [row] = await root`select
      coalesce(sum(e.amount_micros), 0)::text as sum,
      coalesce(sum(e.amount_micros) filter (where a.code = 'stripe:platform'), 0)::text as platform,
      coalesce(-sum(e.amount_micros) filter (where a.code = 'payouts:in-transit'), 0)::text as in_transit,
      coalesce(-sum(e.amount_micros) filter (where a.owner_id is not null), 0)::text as owed,
      (select sum(payable_micros)::text from app.balances) as balances,
      (select coalesce(sum(amount_cents), 0) * 10000 from app.payouts where state in ('reserved', 'sending', 'unknown'))::text as on_the_way
    from app.entries e join app.ledger_accounts a on a.id = e.account_id`;
  return row as Record<"sum" | "platform" | "in_transit" | "owed" | "balances" | "on_the_way", string>;
}

/** Works off every event of Stripe's that waits. */
export async function settleEvents(room: Pick<Room, "root" | "jobs">): Promise<void> {
  const waiting = await room.root`
    select j.payload ->> 'subject' as event from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     where t.identifier = 'stripe.event' order by j.id`;
  for (const { event } of waiting) await workOff(room, "stripe.event", event);
}

/** Entries sum to zero; what is owed, on the way and with Stripe agrees with the balances, the payouts and Stripe. */
export async function expectConserved(room: Pick<Room, "root" | "people">): Promise<void> {
  const books = await booksOf(room);
  expect(books.sum, "entries").toBe("0");
  expect(books.balances, "balances").toBe(books.owed);
  expect(books.in_transit, "in transit").toBe(books.on_the_way);
  const [sent] = await room.root`
    select (coalesce(sum(amount_cents), 0) * 10000)::text as micros from app.payouts where state in ('sent', 'paid')`;
  expect(String(-BigInt(books.platform)), "sent").toBe(sent!.micros);
  expect((await trialBalance(room.people.fiona.viewer)).sumMicros).toBe(0n);
}
