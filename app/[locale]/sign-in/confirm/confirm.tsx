"use client";

import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { goOn } from "@/app/[locale]/sign-in/go-on";
import { redeem } from "@/app/[locale]/sign-in/redeem";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { Note } from "@/components/ui/note";

type Step = "reading" | "ready" | "working" | "missing" | "late" | "elsewhere" | "stopped" | "lost";

const SECRET = /^hl_[0-9a-f]{64}$/;

/** Uses the link only when its button is pressed: programs that look at mails open links, and press nothing. */
export function Confirm() {
  const t = useTranslations("signIn");
  const locale = useLocale();
  const [secret, setSecret] = useState("");
  const [step, setStep] = useState<Step>("reading");
  const read = useRef(false);
  useEffect(() => {
    // Once: an effect may run twice, and the secret is gone from the address after the first time.
    if (read.current) return;
    read.current = true;
    const found = location.hash.slice(1);
    if (!SECRET.test(found)) return setStep("missing");
    setSecret(found);
    setStep("ready");
    // Out of the address bar and the history of this tab.
    history.replaceState(history.state, "", location.pathname);
  }, []);

  const use = async () => {
    setStep("working");
    const answer = await redeem({ secret });
    if (answer.outcome !== "in") return setStep(answer.outcome);
    goOn(locale, answer.role);
  };

  if (step === "missing" || step === "late" || step === "elsewhere" || step === "stopped") {
    return (
      <div className="grid max-w-[68ch] gap-5">
        <Note tone={step === "elsewhere" ? "wait" : "stop"} title={t(`${step}Title`)} role="alert">
          {t(`${step}Text`)}
        </Note>
        <div>
          <LinkButton href="/sign-in" weight="go" size="lg">
            {t("newLink")}
          </LinkButton>
        </div>
      </div>
    );
  }
  return (
    <div className="grid max-w-[68ch] gap-5">
      {step === "lost" && (
        <Note tone="stop" title={t("lostTitle")} role="alert">
          {t("lostText")}
        </Note>
      )}
      <div className="flex flex-wrap gap-3">
        <Button weight="go" size="lg" onClick={use} disabled={step === "reading" || step === "working"}>
          {step === "working" ? t("confirming") : t("confirm")}
        </Button>
        {step === "lost" && (
          <LinkButton href="/sign-in" size="lg">
            {t("newLink")}
          </LinkButton>
        )}
      </div>
      <noscript>
        <p>{t("needsScript")}</p>
      </noscript>
    </div>
  );
}
