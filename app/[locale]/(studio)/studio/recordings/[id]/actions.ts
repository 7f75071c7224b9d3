"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { formAction } from "@/app/action";
import { keepOwnSide } from "@/lib/contributions/keep-own-side";
import { withdrawRecording } from "@/lib/contributions/withdraw-recording";

const input = z.strictObject({ recordingId: z.uuid() });

export const keepOnlyMySide = formAction(input, async (me, { recordingId }) => {
  await keepOwnSide(me, recordingId);
  refresh();
  return undefined;
});

export const withdraw = formAction(input, async (me, { recordingId }) => {
  await withdrawRecording(me, recordingId);
  refresh();
  return undefined;
});
