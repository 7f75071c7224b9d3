"use client";

import { useTranslations } from "next-intl";
import { keepOnlyMySide } from "@/app/[locale]/(studio)/studio/recordings/[id]/actions";
import { FormNote } from "@/components/studio/form-note";
import { useForm } from "@/components/studio/use-form";
import { Button } from "@/components/ui/button";

export function KeepOwnSide({ recordingId }: { recordingId: string }) {
  const t = useTranslations("recordings");
  const { answer, send, pending } = useForm(keepOnlyMySide);
  return (
    <form action={send} className="mt-4 grid gap-4">
      <FormNote answer={answer} title={t("notChanged")} />
      <input type="hidden" name="recordingId" value={recordingId} />
      <div>
        <Button type="submit" weight="go" disabled={pending}>
          {t("keepOwn")}
        </Button>
      </div>
    </form>
  );
}
