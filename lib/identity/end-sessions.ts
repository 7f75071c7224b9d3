import { one } from "../../db/door.ts";
import type { Viewer } from "../../db/viewer.ts";
import { theDoor } from "../the-door.ts";

/** Ends one of the viewer's sessions, or (null) every one but this. Answers with how many ended. */
export const endSessions = (viewer: Viewer, sessionId: string | null): Promise<number> =>
  theDoor().act(
    viewer,
    "sessions.end",
    sessionId ?? "",
    async (tx) => one(await tx.verb<{ end_sessions: number }>("end_sessions", sessionId)).end_sessions,
  );
