"use client";

import { useTranslations } from "next-intl";
import { type RefObject, useActionState } from "react";
import { strike } from "@/app/[locale]/(desk)/desk/review/[id]/actions";
import { FormNote, untouched } from "@/app/[locale]/(desk)/form-note";
import { Button } from "@/components/ui/button";
import { Link } from "@/i18n/navigation";

interface StrikeFormProps {
  recordingId: string;
  since: string;
  /** As the form sends them. */
  strikes: string[];
  nextHref: string;
  buttonRef: RefObject<HTMLButtonElement | null>;
}

/** Sends the recording back to have these passages struck out; it is heard again before it can be accepted. */
export function StrikeForm({ recordingId, since, strikes, nextHref, buttonRef }: StrikeFormProps) {
  const t = useTranslations("desk.review");
  const [state, action, sending] = useActionState(strike, untouched);
  return (
    <section aria-label={t("strikes.title")} className="grid shrink-0 gap-3">
      <FormNote
        state={state}
        said={{ not_found: t("faster"), conflict: t("faster") }}
        action={<Link href={nextHref}>{t("goOn")}</Link>}
      />
      <form action={action} className="decide">
        <input type="hidden" name="recordingId" value={recordingId} />
        <input type="hidden" name="since" value={since} />
        {strikes.map((one) => (
          <input key={one} type="hidden" name="strikes[]" value={one} />
        ))}
        <div className="min-w-0 flex-1 basis-80">
          <b className="b">{t("strikes.count", { count: strikes.length })}</b>
          <p className="q">{t("strikes.text")}</p>
        </div>
        <Button type="submit" weight="go" disabled={sending} ref={buttonRef}>
          {sending ? t("strikes.sending") : t("strikes.send")}
        </Button>
      </form>
    </section>
  );
}
