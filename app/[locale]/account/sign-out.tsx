"use client";

import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";

const limit = () => AbortSignal.timeout(10_000);

/** next-auth wants its own token with the wish to leave, so that no other site can sign a person out. */
export function SignOut() {
  const t = useTranslations("account");
  const locale = useLocale();
  const [step, setStep] = useState<"here" | "leaving" | "failed">("here");
  const leave = async (event: FormEvent) => {
    event.preventDefault();
    setStep("leaving");
    try {
      const { csrfToken } = await fetch("/api/auth/csrf", { signal: limit() }).then((answer) => answer.json());
      const body = new URLSearchParams({ csrfToken: String(csrfToken), json: "true" });
      const answer = await fetch("/api/auth/signout", { method: "POST", body, signal: limit() });
      if (!answer.ok) return setStep("failed");
      location.assign(`/${locale}`);
    } catch (failure) {
      if (!(failure instanceof TypeError || failure instanceof DOMException || failure instanceof SyntaxError)) {
        throw failure;
      }
      setStep("failed");
    }
  };
  return (
    <form onSubmit={leave} className="grid gap-4">
      {step === "failed" && <Note tone="stop" title={t("leaveFailed")} role="alert" />}
      <div>
        <Button type="submit" disabled={step === "leaving"}>
          {step === "leaving" ? t("signingOut") : t("signOut")}
        </Button>
      </div>
    </form>
  );
}
