"use client";

import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { run } from "@/app/[locale]/(desk)/desk/money/actions";
import { FormNote, untouched } from "@/app/[locale]/(desk)/form-note";
import { useSteppedUp } from "@/components/shell/step-up";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";

/** Asks once, in words that name the amount: money that was sent does not come back. */
export function RunPayouts({ people, amount }: { people: number; amount: string }) {
  const t = useTranslations("desk.money");
  const [state, action, pending] = useActionState(useSteppedUp(run), untouched);
  return (
    <>
      <FormNote state={state} />
      <Dialog
        trigger={
          <Button weight="go" disabled={people === 0}>
            {t("run")}
          </Button>
        }
        title={t("runAsk", { amount, people })}
        description={t("runText")}
      >
        <form action={action} className="acts">
          <DialogClose>
            <Button>{t("runNot")}</Button>
          </DialogClose>
          <Button type="submit" weight="stop" disabled={pending}>
            {t("runYes", { amount })}
          </Button>
        </form>
      </Dialog>
    </>
  );
}
