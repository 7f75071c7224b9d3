import { one } from "../../db/door.ts";
import type { Viewer } from "../../db/viewer.ts";
import { theDoor } from "../the-door.ts";

/** Ends a key at once. False when it is not the viewer's, or has ended before. */
export const revokeKey = (viewer: Viewer, keyId: string): Promise<boolean> =>
  theDoor().act(
    viewer,
    "keys.revoke",
    keyId,
    async (tx) => one(await tx.verb<{ revoke_key: boolean }>("revoke_key", keyId)).revoke_key,
  );
