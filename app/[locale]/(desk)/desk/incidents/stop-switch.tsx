"use client";

import { useTranslations } from "next-intl";
import { useActionState, useState } from "react";
import { stop } from "@/app/[locale]/(desk)/desk/incidents/actions";
import { FormNote, untouched, useFieldError } from "@/app/[locale]/(desk)/form-note";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { AreaField } from "@/components/ui/field";

/** One person is enough to stop; the dialog says what stops with it and that the reason is public. */
export function StopSwitch({ scope }: { scope: string }) {
  const t = useTranslations("desk.incidents");
  const names = useTranslations("switches");
  const [open, setOpen] = useState(false);
  const [state, action, pending] = useActionState(async (before: typeof untouched, form: FormData) => {
    const after = await stop(before, form);
    if (after.status === "done") setOpen(false);
    return after;
  }, untouched);
  const error = useFieldError(state);
  const name = names(`${scope}.name`);
  return (
    <Dialog
      trigger={
        <Button weight="stop" size="sm" aria-label={t("stopNamed", { name })}>
          {t("stop")}
        </Button>
      }
      title={t("stopAsk", { name })}
      description={names(`${scope}.consequence`)}
      open={open}
      onOpenChange={setOpen}
    >
      <form action={action} className="mt-4 grid gap-4">
        <FormNote state={state} />
        <input type="hidden" name="scope" value={scope} />
        <AreaField
          label={t("reason")}
          hint={t("reasonHint")}
          name="reason"
          required
          minLength={3}
          maxLength={300}
          defaultValue={state.values.reason ?? ""}
          error={error("reason")}
        />
        <p className="q">{t("twoResume")}</p>
        <div className="acts">
          <DialogClose>
            <Button>{t("keepRunning")}</Button>
          </DialogClose>
          <Button type="submit" weight="stop" disabled={pending}>
            {t("stopNamed", { name })}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
