"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { knowThisBrowser } from "@/app/[locale]/sign-in/actions";
import { goOn } from "@/app/[locale]/sign-in/go-on";
import { redeem } from "@/app/[locale]/sign-in/redeem";
import { rememberWanted } from "@/app/[locale]/sign-in/wanted-page";
import { type Failure, signInByPasskey } from "@/components/shell/passkey-ceremony";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";

/** The other way in. What the passkey buys is a login secret, which is then used like a mailed one. */
export function UsePasskey({ wanted }: { wanted?: string | undefined }) {
  const t = useTranslations("signIn");
  const why = useTranslations("passkeys");
  const locale = useLocale();
  const [step, setStep] = useState<"ready" | "working" | Failure>("ready");
  const use = async () => {
    setStep("working");
    const known = await knowThisBrowser({ status: "fresh", fields: {}, values: {} }, new FormData());
    if (known.status !== "done") return setStep("broken");
    const signed = await signInByPasskey();
    if (!signed.ok) return setStep(signed.why);
    const answer = await redeem({ secret: signed.value });
    if (answer.outcome !== "in") return setStep(answer.outcome === "lost" ? "lost" : "broken");
    rememberWanted(wanted);
    goOn(locale, answer.role);
  };
  return (
    <div className="grid max-w-[560px] gap-4">
      {step !== "ready" && step !== "working" && (
        <Note tone="stop" title={t("passkeyFailed")} role="alert">
          {why(`why.${step}`)}
        </Note>
      )}
      <p className="q">{t("passkeyText")}</p>
      <div>
        <Button onClick={use} disabled={step === "working"}>
          {step === "working" ? why("waiting") : t("usePasskey")}
        </Button>
      </div>
    </div>
  );
}
