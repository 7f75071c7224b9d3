"use server";

import { z } from "zod";
import { formAction } from "@/app/action";
import type { Viewer } from "@/db/viewer";
import { redirect } from "@/i18n/navigation";
import { acceptRecording } from "@/lib/contributions/accept-recording";
import { refusalInput, strikesInput } from "@/lib/contributions/input";
import { nextInReview } from "@/lib/contributions/read";
import { refuseRecording } from "@/lib/contributions/refuse-recording";
import { strikeOut } from "@/lib/contributions/strike-out";

/** When the recording that was decided arrived: the next in line came after it. */
const since = z.coerce.date().min(new Date("2020-01-01")).max(new Date("2100-01-01"));

export const accept = formAction(z.strictObject({ recordingId: z.uuid(), since }), async (me, input, { locale }) => {
  await acceptRecording(me, input.recordingId);
  return goOn(me, locale, input.since, { accepted: input.recordingId });
});

export const refuse = formAction(
  refusalInput.extend({ since }),
  async (me, { since: arrivedAt, ...input }, context) => {
    await refuseRecording(me, input);
    return goOn(me, context.locale, arrivedAt, { refused: input.recordingId });
  },
);

export const strike = formAction(
  strikesInput.extend({ since }),
  async (me, { since: arrivedAt, ...input }, { locale }) => {
    await strikeOut(me, input);
    return goOn(me, locale, arrivedAt, { struck: input.recordingId });
  },
);

async function goOn(me: Viewer, locale: string, after: Date, query: Record<string, string>): Promise<never> {
  const next = (await nextInReview(me, after)) ?? (await nextInReview(me));
  return redirect({ href: { pathname: next ? `/desk/review/${next}` : "/desk/review", query }, locale });
}
