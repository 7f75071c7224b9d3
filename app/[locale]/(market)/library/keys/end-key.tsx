"use client";

import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { unsent, useFormWords } from "@/app/[locale]/(market)/library/form-words";
import { endKey } from "@/app/[locale]/(market)/library/keys/actions";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Note } from "@/components/ui/note";

/** Cannot be undone, so it asks once. */
export function EndKey({ keyId, label }: { keyId: string; label: string }) {
  const t = useTranslations("library");
  const [state, act, isPending] = useActionState(endKey, unsent);
  const { note } = useFormWords(state);
  return (
    <Dialog
      trigger={
        <button type="button" className="textual py-2 wide:py-0">
          {t("endKey")}
          <span className="vh"> {label}</span>
        </button>
      }
      title={t("endKeyTitle", { label })}
      description={t("endKeyText")}
    >
      {note && <Note tone="stop" title={note} role="alert" />}
      <form action={act} className="acts">
        <input type="hidden" name="keyId" value={keyId} />
        <DialogClose>
          <Button>{t("keepKey")}</Button>
        </DialogClose>
        <Button type="submit" weight="stop" disabled={isPending}>
          {isPending ? t("ending") : t("endKeyYes")}
        </Button>
      </form>
    </Dialog>
  );
}
