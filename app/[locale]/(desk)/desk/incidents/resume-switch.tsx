"use client";

import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { approve, propose } from "@/app/[locale]/(desk)/desk/incidents/actions";
import { FormNote, untouched } from "@/app/[locale]/(desk)/form-note";
import { useSteppedUp } from "@/components/shell/step-up";
import { Button } from "@/components/ui/button";

/** The first of two people. */
export function ProposeResume({ scope }: { scope: string }) {
  const t = useTranslations("desk.incidents");
  const names = useTranslations("switches");
  const [state, action, pending] = useActionState(propose, untouched);
  return (
    <form action={action}>
      <FormNote state={state} said={{ not_found: t("runsAgain") }} />
      <input type="hidden" name="scope" value={scope} />
      <Button
        type="submit"
        size="sm"
        disabled={pending}
        aria-label={t("proposeNamed", { name: names(`${scope}.name`) })}
      >
        {t("propose")}
      </Button>
    </form>
  );
}

/** The second. */
export function ApproveResume({ requestId, scope }: { requestId: string; scope: string }) {
  const t = useTranslations("desk.incidents");
  const names = useTranslations("switches");
  const [state, action, pending] = useActionState(useSteppedUp(approve), untouched);
  return (
    <form action={action}>
      <FormNote state={state} said={{ conflict: t("ownProposal"), not_found: t("lapsed") }} />
      <input type="hidden" name="requestId" value={requestId} />
      <Button type="submit" disabled={pending}>
        {t("approve", { name: names(`${scope}.name`) })}
      </Button>
    </form>
  );
}
