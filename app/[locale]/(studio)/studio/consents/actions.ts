"use server";

import { refresh } from "next/cache";
import { noticesIn } from "@/app/[locale]/(studio)/studio/words";
import { formAction } from "@/app/action";
import { answerConsent } from "@/lib/contributions/answer-consent";
import { answerInput, takeBackInput } from "@/lib/contributions/input";
import { withdrawConsent } from "@/lib/contributions/withdraw-consent";

export const answer = formAction(answerInput, async (me, input, { locale }) => {
  await answerConsent(me, input.consentId, input.answer, noticesIn(locale).noticeAsked);
  refresh();
  return undefined;
});

export const takeBack = formAction(takeBackInput, async (me, input) => {
  await withdrawConsent(me, input.consentId);
  refresh();
  return undefined;
});
