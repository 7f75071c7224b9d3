"use client";

import { useTranslations } from "next-intl";
import { endOtherSessions, endSession } from "@/app/[locale]/account/actions";
import { FormNote } from "@/components/studio/form-note";
import { useForm } from "@/components/studio/use-form";
import { Button } from "@/components/ui/button";

/** Asks nothing: whoever is signed out by mistake signs in again. */
export function EndSession({ sessionId, name }: { sessionId: string; name: string }) {
  const t = useTranslations("account");
  const { answer, send, pending } = useForm(endSession);
  return (
    <form action={send}>
      <FormNote answer={answer} title={t("notEnded")} />
      <input type="hidden" name="sessionId" value={sessionId} />
      <button type="submit" className="textual py-2 wide:py-0" disabled={pending}>
        {pending ? t("ending") : t("end")}
        <span className="vh"> {name}</span>
      </button>
    </form>
  );
}

export function EndOthers() {
  const t = useTranslations("account");
  const { answer, send, pending } = useForm(endOtherSessions);
  return (
    <form action={send} className="mt-5 grid gap-3">
      <FormNote answer={answer} title={t("notEnded")} />
      <p className="q max-w-[64ch]">{t("endOthersText")}</p>
      <div>
        <Button type="submit" disabled={pending}>
          {pending ? t("ending") : t("endOthers")}
        </Button>
      </div>
    </form>
  );
}
