"use client";

import { useTranslations } from "next-intl";
import { withdraw } from "@/app/[locale]/(studio)/studio/recordings/[id]/actions";
import { FormNote } from "@/components/studio/form-note";
import { useForm } from "@/components/studio/use-form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";

/** Cannot be undone, so it asks once, in words that name the consequence. */
export function Withdraw({ recordingId, title, earned }: { recordingId: string; title: string; earned: boolean }) {
  const t = useTranslations("recordings");
  const { answer, send, pending } = useForm(withdraw);
  return (
    <Dialog
      trigger={<Button weight="stop">{t("withdraw")}</Button>}
      title={t("withdrawAsk", { title })}
      description={t("withdrawText")}
    >
      <ul className="plain mt-4">
        {["withdrawModels", earned ? "withdrawPaid" : "withdrawUnpaid"].map((key) => (
          <li key={key}>
            <span aria-hidden="true">{"–"}</span>
            <span>{t(key)}</span>
          </li>
        ))}
      </ul>
      <form action={send}>
        <FormNote answer={answer} title={t("notChanged")} />
        <input type="hidden" name="recordingId" value={recordingId} />
        <div className="acts">
          <DialogClose>
            <Button>{t("keepIt")}</Button>
          </DialogClose>
          <Button type="submit" weight="stop" disabled={pending}>
            {pending ? t("withdrawing") : t("withdrawYes")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
