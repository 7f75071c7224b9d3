"use client";

import { useTranslations } from "next-intl";
import { close } from "@/app/[locale]/account/actions";
import { FormNote } from "@/components/studio/form-note";
import { useForm } from "@/components/studio/use-form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";

/** For good: it names what goes and what stays, and takes a typed word. */
export function CloseAccount({ role }: { role: "contributor" | "buyer" }) {
  const t = useTranslations("account");
  const { answer, send, pending } = useForm(close);
  const own =
    role === "contributor"
      ? (["closeGoesContributor", "closeStaysContributor"] as const)
      : (["closeGoesBuyer", "closeStaysBuyer"] as const);
  return (
    <>
      <dl className="grid max-w-[68ch] gap-4">
        <Part title={t("closeGoes")} lines={[t(own[0]), t("closeGoesEverybody")]} />
        <Part title={t("closeStays")} lines={[t(own[1]), t("closeStaysBooks")]} />
      </dl>
      <div className="mt-5">
        <Dialog
          trigger={<Button weight="stop">{t("closeOpen")}</Button>}
          title={t("closeAsk")}
          description={t("closeNote")}
        >
          <form action={send} className="mt-4 grid gap-4" noValidate>
            {answer.status === "refused" && <FormNote answer={answer} title={t("notClosed")} />}
            <Field
              label={t("closeConfirm")}
              hint={t("closeConfirmHint")}
              name="word"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              maxLength={20}
              defaultValue={answer.values.word}
              error={answer.status === "invalid" && <span role="alert">{t("closeConfirmWrong")}</span>}
            />
            <div className="acts mt-0!">
              <DialogClose>
                <Button>{t("closeNot")}</Button>
              </DialogClose>
              <Button type="submit" weight="stop" disabled={pending}>
                {pending ? t("closing") : t("closeYes")}
              </Button>
            </div>
          </form>
        </Dialog>
      </div>
    </>
  );
}

function Part({ title, lines }: { title: string; lines: string[] }) {
  return (
    <div>
      <dt className="b">{title}</dt>
      {lines.map((line) => (
        <dd key={line} className="q mt-1">
          {line}
        </dd>
      ))}
    </div>
  );
}
