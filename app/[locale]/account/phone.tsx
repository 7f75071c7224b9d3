"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { dropPhone, sendPhoneCode, usePhoneCode } from "@/app/[locale]/account/actions";
import { FormNote } from "@/components/studio/form-note";
import { useForm } from "@/components/studio/use-form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Note } from "@/components/ui/note";

/** A number, then the code that went there. What was typed never comes back from the server. */
export function ConfirmPhone() {
  const t = useTranslations("account");
  const locale = useLocale();
  const { answer, send, pending } = useForm(sendPhoneCode);
  /** Which answer has been left for the other form: a new one leads on again. */
  const [left, setLeft] = useState<typeof answer>();
  const [hasCode, setHasCode] = useState(false);
  const sent = answer.status === "done" && answer !== left;
  if (sent || hasCode) {
    const back = () => {
      setLeft(answer);
      setHasCode(false);
    };
    return <PhoneCode sent={sent} onBack={back} />;
  }
  return (
    <form action={send} className="grid max-w-[560px] gap-4" noValidate>
      <p className="q">{t("phoneNone")}</p>
      {answer.status === "refused" && <FormNote answer={answer} title={t("notSent")} />}
      <input type="hidden" name="locale" value={locale} />
      <Field
        label={t("phoneNumber")}
        hint={t("phoneHint")}
        name="phone"
        type="tel"
        inputMode="tel"
        autoComplete="tel"
        maxLength={40}
        className="max-w-[360px]"
        error={answer.status === "invalid" && <span role="alert">{t("phoneWrong")}</span>}
      />
      <div className="flex flex-wrap items-center gap-4">
        <Button type="submit" disabled={pending}>
          {pending ? t("sendingCode") : t("sendCode")}
        </Button>
        <button type="button" className="textual py-2 wide:py-0" onClick={() => setHasCode(true)}>
          {t("haveCode")}
        </button>
      </div>
    </form>
  );
}

function PhoneCode({ sent, onBack }: { sent: boolean; onBack: () => void }) {
  const t = useTranslations("account");
  const { answer, send, pending } = useForm(usePhoneCode);
  const wrong = answer.status === "invalid" || answer.result === "wrong";
  return (
    <form action={send} className="grid max-w-[560px] gap-4" noValidate>
      {sent && <Note title={t("codeSent")} role="status" />}
      {answer.status === "refused" && <FormNote answer={answer} title={t("notSent")} />}
      <Field
        label={t("phoneCode")}
        hint={t("phoneCodeHint")}
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={8}
        className="max-w-[240px]"
        error={wrong && <span role="alert">{t("phoneCodeWrong")}</span>}
      />
      <div className="flex flex-wrap items-center gap-4">
        <Button type="submit" disabled={pending}>
          {pending ? t("confirmingPhone") : t("confirmPhone")}
        </Button>
        <button type="button" className="textual py-2 wide:py-0" onClick={onBack}>
          {t("otherNumber")}
        </button>
      </div>
    </form>
  );
}

export function ForgetPhone() {
  const t = useTranslations("account");
  const { answer, send, pending } = useForm(dropPhone);
  return (
    <Dialog trigger={<Button>{t("forget")}</Button>} title={t("forgetTitle")} description={t("forgetText")}>
      <FormNote answer={answer} title={t("notForgotten")} />
      <form action={send} className="acts">
        <DialogClose>
          <Button>{t("keepNumber")}</Button>
        </DialogClose>
        <Button type="submit" weight="stop" disabled={pending}>
          {pending ? t("forgetting") : t("forget")}
        </Button>
      </form>
    </Dialog>
  );
}
