"use client";

import { useTranslations } from "next-intl";
import { dropPasskey } from "@/app/[locale]/account/actions";
import { FormNote } from "@/components/studio/form-note";
import { useForm } from "@/components/studio/use-form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Note } from "@/components/ui/note";

/** Cannot be undone, so it asks once. */
export function RemovePasskey({ passkeyId, name }: { passkeyId: string; name: string }) {
  const t = useTranslations("passkeys");
  const { answer, send, pending } = useForm(dropPasskey);
  return (
    <Dialog
      trigger={
        <button type="button" className="textual py-2 wide:py-0">
          {t("remove")}
          <span className="vh"> {name}</span>
        </button>
      }
      title={t("removeTitle", { name })}
      description={t("removeText")}
    >
      {answer.code === "conflict" ? (
        <Note tone="stop" title={t("notRemoved")} role="alert">
          {t("lastOne")}
        </Note>
      ) : (
        <FormNote answer={answer} title={t("notRemoved")} />
      )}
      <form action={send} className="acts">
        <input type="hidden" name="passkeyId" value={passkeyId} />
        <DialogClose>
          <Button>{t("keep")}</Button>
        </DialogClose>
        <Button type="submit" weight="stop" disabled={pending}>
          {pending ? t("removing") : t("removeYes")}
        </Button>
      </form>
    </Dialog>
  );
}
