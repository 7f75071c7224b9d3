"use server";

import { z } from "zod";
import { noticesIn } from "@/app/[locale]/(studio)/studio/words";
import { formAction } from "@/app/action";
import { addRecording } from "@/lib/contributions/add-recording";
import { recordingInput } from "@/lib/contributions/input";
import { phoneNumberOf } from "@/lib/identity/phone-number";

// A form sends nothing for what is not there. A number is read as people of the page's language write it.
const announced = z.preprocess((form) => {
  const { locale, otherBy: _by, otherPhone, ...rest } = form as Record<string, unknown>;
  const number = typeof otherPhone === "string" && phoneNumberOf(otherPhone, locale === "fr" ? "fr" : "en");
  return { hasTranscript: false, ...rest, ...(otherPhone !== undefined && { otherPhone: number || "" }) };
}, recordingInput);

/** Answers with the recording's id: the browser then sends the bytes. */
export const announceRecording = formAction(announced, (me, input, { locale }) =>
  addRecording(me, input, noticesIn(locale).notice),
);
