"use client";

import { useTranslations } from "next-intl";
import { answer as answerAction } from "@/app/[locale]/(studio)/studio/consents/actions";
import { FormNote } from "@/components/studio/form-note";
import { useForm } from "@/components/studio/use-form";
import { Button } from "@/components/ui/button";

/** Yes and no weigh the same: neither is the one bright button. */
export function AnswerForm({ consentId, title }: { consentId: string; title: string }) {
  const t = useTranslations("consent");
  const { answer, send, pending } = useForm(answerAction);
  return (
    <form action={send} className="mt-5 grid gap-4" aria-label={title}>
      <FormNote answer={answer} title={t("refusedTitle")} />
      <input type="hidden" name="consentId" value={consentId} />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" name="answer" value="given" size="lg" disabled={pending}>
          {t("give")}
        </Button>
        <Button type="submit" name="answer" value="refused" size="lg" disabled={pending}>
          {t("refuse")}
        </Button>
      </div>
      <p className="vh" role="status">
        {pending && t("answering")}
      </p>
    </form>
  );
}
