import { Readable } from "node:stream";
import { addRecording } from "../../lib/contributions/add-recording.ts";
import { answerConsent } from "../../lib/contributions/answer-consent.ts";
import type { RecordingInput } from "../../lib/contributions/input.ts";
import { consentsAskedOfMe } from "../../lib/contributions/read.ts";
import { receiveUpload } from "../../lib/contributions/receive-upload.ts";
import { type SignedIn, signIn } from "../people.ts";
import { processed, type Room, workOff } from "./room.ts";

export const notice = "I agree to the sale of my disguised voice, and to training on it.";
export const plain = Buffer.from("what was said, unredacted");
export const call: RecordingInput = {
  title: "Sunday call",
  language: "en",
  kind: "family",
  ownChannel: "left",
  otherParty: "left_out",
  otherEmail: "",
  hasTranscript: false,
  consent: true,
  adult: true,
};
export const asking = (email: string): RecordingInput => ({ ...call, otherParty: "asked", otherEmail: email });
export const upload = (viewer: SignedIn, id: string) => receiveUpload(viewer, id, "audio", Readable.from([plain]));

/** Somebody who joined a minute ago: their vault is opened by the worker, as everybody's is. */
export async function newcomer(room: Room, name: string): Promise<SignedIn> {
  const { id, token } = await signIn(room, `${name}@people.example`);
  await workOff(room, "vaults.open", id);
  return { via: "session", token, id, role: "contributor", aal: 1 };
}

/** A call that was shared, answered by tomas where he was asked, worked on, and is on the reviewer's desk. */
export async function inReview(
  room: Room,
  viewer: SignedIn,
  input: RecordingInput,
  made: Parameters<typeof processed>[2] = {},
): Promise<string> {
  const { viewer: tomas } = room.people.tomas;
  const id = await addRecording(viewer, input, notice);
  await upload(viewer, id);
  if (input.otherParty === "asked") {
    await workOff(room, "consents.ask", id);
    const asked = (await consentsAskedOfMe(tomas)).find((one) => one.recordingId === id)!;
    await answerConsent(tomas, asked.id, "given", notice);
  }
  await processed(room, id, made);
  return id;
}
