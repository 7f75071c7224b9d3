import type { Viewer } from "../../db/viewer.ts";
import { theDoor } from "../the-door.ts";
import { phoneMac, sealedPhone } from "./phone-number.ts";

/** Sends a code to this number (+44…). The same answer whether it is somebody's already or not. */
export async function claimPhone(viewer: Viewer, number: string): Promise<void> {
  const sealed = await sealedPhone(number); // before the act: nothing is waited for inside it
  await theDoor().act(viewer, "phones.confirm", "", async (tx) => {
    await tx.verb("claim_phone", phoneMac(number), sealed);
  });
}
