"use client";

import { useTranslations } from "next-intl";
import { takeBack } from "@/app/[locale]/(studio)/studio/consents/actions";
import { FormNote } from "@/components/studio/form-note";
import { useForm } from "@/components/studio/use-form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";

/** The asked party takes their yes back: it ends the whole call, so it asks once. */
export function TakeBack({ consentId, title }: { consentId: string; title: string }) {
  const t = useTranslations("consent");
  const { answer, send, pending } = useForm(takeBack);
  return (
    <Dialog
      trigger={
        <Button weight="stop" size="sm">
          {t("takeBack")}
        </Button>
      }
      title={t("takeBackAsk", { title })}
      description={t("takeBackText")}
    >
      <form action={send}>
        <FormNote answer={answer} title={t("refusedTitle")} />
        <input type="hidden" name="consentId" value={consentId} />
        <div className="acts">
          <DialogClose>
            <Button>{t("keepYes")}</Button>
          </DialogClose>
          <Button type="submit" weight="stop" disabled={pending}>
            {pending ? t("answering") : t("takeBackYes")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
