import type { Viewer } from "../../db/viewer.ts";
import { theDoor } from "../the-door.ts";

/**
 * Whether this session is fresh enough for one more passkey: throws Refusal "step_up" when it is not. Asked before the
 * authenticator is, which would otherwise keep a passkey that is then refused. The passkeys process asks the database again.
 */
export async function mayAddPasskey(viewer: Viewer): Promise<void> {
  await theDoor().act(viewer, "passkeys.add", "", async () => undefined);
}
