"use server";

import { z } from "zod";
import { noticesIn } from "@/app/[locale]/(studio)/studio/words";
import { formAction } from "@/app/action";
import { addRecording } from "@/lib/contributions/add-recording";
import { recordingInput } from "@/lib/contributions/input";

// A form sends nothing for what is not there.
const announced = z.preprocess((form) => ({ hasTranscript: false, ...(form as object) }), recordingInput);

/** Answers with the recording's id: the browser then sends the bytes. */
export const announceRecording = formAction(announced, (me, input, { locale }) =>
  addRecording(me, input, noticesIn(locale).notice),
);
