import { and, desc, eq, gt, isNull, sql } from "drizzle-orm";
import { resumeRequests, serviceState } from "../../db/tables.ts";
import { nobody, type Viewer } from "../../db/viewer.ts";
import { theDoor } from "../the-door.ts";

/** Every switch: what is stopped, since when, why. The same for everyone. */
export const serviceStates = () =>
  theDoor().look(nobody, (tx) =>
    tx
      .select({
        id: serviceState.id,
        suspended: serviceState.suspended,
        reason: serviceState.reason,
        since: serviceState.since,
      })
      .from(serviceState)
      .orderBy(
        sql`array_position(array['all','signups','uploads','review','publishing','purchases','links','delivery','api','payouts'], ${serviceState.id})`,
      ),
  );

/** Proposals to resume that a second person may still approve. */
export const openResumeRequests = (viewer: Viewer) =>
  theDoor().look(viewer, (tx) =>
    tx
      .select({
        id: resumeRequests.id,
        scope: resumeRequests.scope,
        proposedBy: resumeRequests.proposedBy,
        at: resumeRequests.at,
      })
      .from(resumeRequests)
      .innerJoin(serviceState, and(eq(serviceState.id, resumeRequests.scope), eq(serviceState.suspended, true)))
      .where(
        and(
          isNull(resumeRequests.approvedBy),
          gt(resumeRequests.at, sql`now() - interval '1 hour'`),
          gt(resumeRequests.at, serviceState.since), // one from before this stop does not undo it
        ),
      )
      .orderBy(desc(resumeRequests.at))
      .limit(20),
  );

/** Calls that wait for a service outside, by service, and calls that broke off: how many, and since when. For the desk. */
export const heldUp = (viewer: Viewer) =>
  theDoor().look(viewer, (tx) =>
    tx
      .select({
        why: sql<"failed" | "waiting_transcript" | "waiting_redaction" | "waiting_anonymizer">`why`,
        calls: sql<string>`calls`,
        since: sql<string>`since`,
      })
      .from(sql`api.held_up()`),
  );
