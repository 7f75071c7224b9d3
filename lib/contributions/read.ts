import { and, asc, count, desc, eq, inArray, sql } from "drizzle-orm";
import { clips, consents, earnings, recordings, repeats, reports, transitions } from "../../db/tables.ts";
import type { Viewer } from "../../db/viewer.ts";
import { theDoor } from "../the-door.ts";

const listed = {
  id: recordings.id,
  title: recordings.title,
  language: recordings.language,
  kind: recordings.kind,
  ownChannel: recordings.ownChannel,
  otherParty: recordings.otherParty,
  state: recordings.state,
  reason: recordings.reason,
  note: recordings.note,
  detail: recordings.detail,
  hasTranscript: recordings.hasTranscript,
  step: recordings.step,
  progressPercent: recordings.progressPercent,
  durationSeconds: recordings.durationSeconds,
  channels: recordings.channels,
  redactions: recordings.redactions,
  createdAt: recordings.createdAt,
};
const ofReviewers = eq(recordings.state, "in_review");

/** The viewer's own recordings, newest first, with what each has earned; one page of 20. */
export const myRecordings = (viewer: Viewer, page = 1, size = 20) =>
  theDoor().look(viewer, (tx) =>
    tx
      .select({ ...listed, earnedMicros: earnings.amountMicros })
      .from(recordings)
      .leftJoin(earnings, eq(earnings.id, recordings.id))
      .where(viewer.via === "session" ? eq(recordings.contributorId, viewer.id) : sql`false`)
      .orderBy(desc(recordings.createdAt))
      .limit(size)
      .offset((page - 1) * size),
  );

export async function countMyRecordings(viewer: Viewer): Promise<number> {
  const mine = viewer.via === "session" ? eq(recordings.contributorId, viewer.id) : sql`false`;
  const [row] = await theDoor().look(viewer, (tx) => tx.select({ n: count() }).from(recordings).where(mine));
  return row?.n ?? 0;
}

/** One recording with its clips, words, report, history and pay: its contributor's, or on a reviewer's desk. */
export async function recordingPage(viewer: Viewer, id: string) {
  const door = theDoor();
  const [found] = await door.look(viewer, (tx) =>
    tx
      .select({
        ...listed,
        contributorId: recordings.contributorId,
        sampleRateHz: recordings.sampleRateHz,
        duplicateOf: recordings.duplicateOf,
      })
      .from(recordings)
      .where(eq(recordings.id, id)),
  );
  if (!found) return undefined;
  const [pieces, [report], history, [pay], answers] = await Promise.all([
    door.look(viewer, (tx) =>
      tx
        .select({
          id: clips.id,
          party: clips.party,
          position: clips.position,
          startMs: clips.startMs,
          endMs: clips.endMs,
          text: clips.text,
          snrDb: clips.snrDb,
          peaks: clips.peaks,
        })
        .from(clips)
        .where(eq(clips.recordingId, id))
        .orderBy(asc(clips.startMs), asc(clips.party))
        .limit(2_000),
    ),
    door.look(viewer, (tx) =>
      tx.select({ report: reports.report, turns: reports.turns }).from(reports).where(eq(reports.id, id)),
    ),
    door.look(viewer, (tx) =>
      tx
        .select({ toState: transitions.toState, reason: transitions.reason, at: transitions.at })
        .from(transitions)
        .where(and(eq(transitions.subject, id), eq(transitions.tableName, "recordings")))
        .orderBy(asc(transitions.at), asc(transitions.id))
        .limit(50),
    ),
    door.look(viewer, (tx) =>
      tx
        .select({
          durationSeconds: earnings.durationSeconds,
          rateMicrosPerSecond: earnings.rateMicrosPerSecond,
          amountMicros: earnings.amountMicros,
        })
        .from(earnings)
        .where(eq(earnings.id, id)),
    ),
    door.look(viewer, (tx) =>
      tx
        .select({ channel: consents.channel, answer: consents.answer, at: consents.createdAt })
        .from(consents)
        .where(eq(consents.recordingId, id))
        .limit(2),
    ),
  ]);
  const earlier = found.duplicateOf === null ? null : await earlierCall(viewer, found.duplicateOf);
  return { ...found, clips: pieces, report, history, pay, consents: answers, earlier };
}

/** A call that the viewer knows of, by its title: their own, or one in which they were asked. */
async function earlierCall(viewer: Viewer, id: string): Promise<{ title: string; at: Date } | null> {
  const [own] = await theDoor().look(viewer, (tx) =>
    tx.select({ title: recordings.title, at: recordings.createdAt }).from(recordings).where(eq(recordings.id, id)),
  );
  if (own) return own;
  const [agreed] = await theDoor().look(viewer, (tx) =>
    tx
      .select({ title: consents.callTitle, at: consents.createdAt })
      .from(consents)
      .where(and(eq(consents.recordingId, id), viewer.via === "session" ? eq(consents.userId, viewer.id) : sql`false`))
      .limit(1),
  );
  return agreed ?? null;
}

/** What of a recording is in earlier ones, most alike first: for the reviewer alone, who is paid for nothing twice. */
export const repeatsOf = (viewer: Viewer, recordingId: string) =>
  theDoor().look(viewer, (tx) =>
    tx
      .select({
        earlierId: repeats.earlierId,
        verdict: repeats.verdict,
        score: repeats.score,
        channels: repeats.channels,
        matches: repeats.matches,
      })
      .from(repeats)
      .where(eq(repeats.recordingId, recordingId))
      .orderBy(desc(repeats.score), asc(repeats.id))
      .limit(10),
  );
export type RecordingPage = NonNullable<Awaited<ReturnType<typeof recordingPage>>>;

/** Calls in which somebody asks for the viewer's yes, and those that they have answered; newest first. */
export const consentsAskedOfMe = (viewer: Viewer) =>
  theDoor().look(viewer, (tx) =>
    tx
      .select({
        id: consents.id,
        recordingId: consents.recordingId,
        noticeHash: consents.noticeHash,
        callTitle: consents.callTitle,
        channel: consents.channel,
        answer: consents.answer,
        createdAt: consents.createdAt,
        mine: sql<boolean>`exists (select from app.recordings r where r.id = ${consents.recordingId})`,
      })
      .from(consents)
      .where(viewer.via === "session" ? eq(consents.userId, viewer.id) : sql`false`)
      .orderBy(desc(consents.createdAt))
      .limit(50),
  );

/** Below this score the redactor is unsure of a span, and a reviewer must be told. */
const sureFrom = 0.8;
export const isUnsure = (span: { score: number }): boolean => span.score < sureFrom;

/** How many doubtful passages were not struck out, but left to the reviewer. */
const leftToReviewer = sql<number>`coalesce(jsonb_array_length(jsonb_path_query_array(${reports.report}, '$.redaction.doubts[*] ? (@.struck == false)')), 0)`;

/** What waits for a reviewer, longest first. */
export const reviewQueue = (viewer: Viewer, limit = 50) =>
  theDoor().look(viewer, (tx) =>
    tx
      .select({
        id: recordings.id,
        language: recordings.language,
        kind: recordings.kind,
        durationSeconds: recordings.durationSeconds,
        redactions: recordings.redactions,
        offered: leftToReviewer,
        otherParty: recordings.otherParty,
        waitingSince: recordings.createdAt,
      })
      .from(recordings)
      .leftJoin(reports, eq(reports.id, recordings.id))
      .where(ofReviewers)
      .orderBy(asc(recordings.createdAt))
      .limit(limit),
  );

export async function countWaiting(viewer: Viewer): Promise<number> {
  const [row] = await theDoor().look(viewer, (tx) => tx.select({ n: count() }).from(recordings).where(ofReviewers));
  return row?.n ?? 0;
}

/** The next in line after this one, for the keyboard's J. */
export async function nextInReview(viewer: Viewer, after?: Date): Promise<string | undefined> {
  const later = after ? and(ofReviewers, sql`${recordings.createdAt} > ${after.toISOString()}`) : ofReviewers;
  const [row] = await theDoor().look(viewer, (tx) =>
    tx.select({ id: recordings.id }).from(recordings).where(later).orderBy(asc(recordings.createdAt)).limit(1),
  );
  return row?.id;
}

/** States in which a recording may still earn: what the studio counts as pending. */
export const pendingStates = ["waiting", "received", "processing", "in_review"] as const;
export const myPending = (viewer: Viewer) =>
  theDoor().look(viewer, (tx) =>
    tx
      .select({ id: recordings.id, otherParty: recordings.otherParty, durationSeconds: recordings.durationSeconds })
      .from(recordings)
      .where(
        and(
          viewer.via === "session" ? eq(recordings.contributorId, viewer.id) : sql`false`,
          inArray(recordings.state, [...pendingStates]),
        ),
      )
      .limit(500),
  );
