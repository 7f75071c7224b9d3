import { one } from "../../db/door.ts";
import type { Viewer } from "../../db/viewer.ts";
import { theDoor } from "../the-door.ts";

/** The code that came by text message. False when it is wrong or late; five wrong ones spend it. */
export const confirmPhone = (viewer: Viewer, code: string): Promise<boolean> =>
  theDoor().act(
    viewer,
    "phones.confirm",
    "",
    async (tx) => one(await tx.verb<{ confirm_phone: boolean }>("confirm_phone", code)).confirm_phone,
  );
