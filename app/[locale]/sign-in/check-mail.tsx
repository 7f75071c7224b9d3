"use client";

import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { goOn } from "@/app/[locale]/sign-in/go-on";
import { redeem } from "@/app/[locale]/sign-in/redeem";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Note } from "@/components/ui/note";

/** The same for everyone: who is a member is nobody's business. The code is for a mail that is read on another device. */
export function CheckMail({ mailbox }: { mailbox: boolean }) {
  const t = useTranslations("signIn");
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="grid max-w-[560px] gap-6">
      <div className="grid gap-3" role="status">
        <h2 className="display d28" ref={heading} tabIndex={-1}>
          {t("sentTitle")}
        </h2>
        <p className="q">{t("sentText")}</p>
      </div>
      <CodeForm />
      {mailbox && (
        <div className="note">
          <div className="q">{t("mailboxText")}</div>
          <a href="/dev/mail">{t("mailbox")}</a>
        </div>
      )}
    </div>
  );
}

function CodeForm() {
  const t = useTranslations("signIn");
  const locale = useLocale();
  const [step, setStep] = useState<"ready" | "working" | "late" | "elsewhere" | "stopped" | "lost">("ready");
  const use = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget).get("code")).replace(/\D/g, "");
    if (code.length !== 8) return setStep("late");
    setStep("working");
    const answer = await redeem({ code });
    if (answer.outcome !== "in") return setStep(answer.outcome);
    goOn(locale, answer.role);
  };
  return (
    <form onSubmit={use} className="grid gap-4" noValidate>
      {(step === "lost" || step === "stopped") && (
        <Note tone="stop" title={t(`${step}Title`)} role="alert">
          {t(`${step}Text`)}
        </Note>
      )}
      <Field
        label={t("code")}
        hint={t("codeHint")}
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={12}
        className="max-w-[280px]"
        error={step === "late" && <span role="alert">{t("codeWrong")}</span>}
      />
      <div>
        <Button type="submit" weight="go" disabled={step === "working"}>
          {step === "working" ? t("confirming") : t("useCode")}
        </Button>
      </div>
    </form>
  );
}
