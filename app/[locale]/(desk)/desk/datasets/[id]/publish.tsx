"use client";

import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { publish } from "@/app/[locale]/(desk)/desk/datasets/[id]/actions";
import { FormNote, untouched, useFieldError } from "@/app/[locale]/(desk)/form-note";
import { useSteppedUp } from "@/components/shell/step-up";
import { Button } from "@/components/ui/button";
import { AreaField } from "@/components/ui/field";

interface PublishProps {
  versionId: string;
  number: string;
  empty: boolean;
  /** The last try failed. */
  again: boolean;
}

/** Closes the draft: what was published does not change any more. */
export function Publish({ versionId, number, empty, again }: PublishProps) {
  const t = useTranslations("desk.draft");
  const [state, action, pending] = useActionState(useSteppedUp(publish), untouched);
  const error = useFieldError(state);
  return (
    <form action={action} className="mt-4 grid gap-4">
      <FormNote state={state} said={{ conflict: t("closed"), not_found: t("closed") }} />
      <input type="hidden" name="versionId" value={versionId} />
      <AreaField
        label={t("notes")}
        hint={t("notesHint")}
        name="notes"
        required
        maxLength={2_000}
        defaultValue={state.values.notes ?? ""}
        error={error("notes")}
      />
      <p className="q">{t("consequence")}</p>
      <Button type="submit" weight="go" wide disabled={pending || empty}>
        {empty ? t("empty") : t(again ? "publishAgain" : "publish", { number })}
      </Button>
    </form>
  );
}
