import { one } from "../../db/door.ts";
import type { Viewer } from "../../db/viewer.ts";
import { theDoor } from "../the-door.ts";

/** Makes an API key that may download what the company holds licences for. Shown once: only its hash is kept. */
export const createKey = (viewer: Viewer, label: string): Promise<string> =>
  theDoor().act(
    viewer,
    "keys.create",
    "",
    async (tx) => one(await tx.verb<{ create_key: string }>("create_key", label, ["downloads.issue"])).create_key,
  );
