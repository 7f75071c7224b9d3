"use client";

import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { askToRaise, type Failure, type Question, raiseSession } from "@/components/shell/passkey-ceremony";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";

interface RaiseSessionProps {
  onRaised: () => void;
  /** Beside the button: what only closes. */
  children?: ReactNode;
  className?: string;
}

/**
 * Asks for a passkey's tap. The question is fetched ahead, so that the tap follows the press at once: some browsers ask for
 * that. Needs the messages `passkeys`.
 */
export function RaiseSession({ onRaised, children, className }: RaiseSessionProps) {
  const t = useTranslations("passkeys");
  const question = useRef<Question>(undefined);
  const [step, setStep] = useState<"ready" | "working" | Failure>("ready");
  const prepare = useCallback(async () => {
    const asked = await askToRaise();
    if (asked.ok) question.current = asked.value;
    else setStep(asked.why);
  }, []);
  useEffect(() => {
    void prepare();
  }, [prepare]);

  const use = async () => {
    setStep("working");
    if (!question.current) await prepare();
    if (!question.current) return;
    const raised = await raiseSession(question.current);
    question.current = undefined; // each is answered once
    if (raised.ok) return onRaised();
    setStep(raised.why);
    await prepare();
  };
  if (step === "none") return <NoPasskey onSignedIn={onRaised} className={className} beside={children} />;
  return (
    <div className="mt-4 grid gap-4">
      {step !== "ready" && step !== "working" && (
        <Note tone="stop" title={t("notConfirmed")} role="alert">
          {t(`why.${step}`)}
        </Note>
      )}
      <div className={className ?? "flex flex-wrap gap-3"}>
        {children}
        <Button weight="go" onClick={use} disabled={step === "working"}>
          {step === "working" ? t("waiting") : t("use")}
        </Button>
      </div>
    </div>
  );
}

interface NoPasskeyProps {
  onSignedIn: () => void;
  beside: ReactNode;
  className: string | undefined;
}

/** Without one, what counts is having just signed in. In another tab, so that what was typed here stays. */
function NoPasskey({ onSignedIn, beside, className }: NoPasskeyProps) {
  const t = useTranslations("passkeys");
  const locale = useLocale();
  return (
    <div className="mt-4 grid gap-4">
      <Note
        title={t("noneTitle")}
        role="status"
        action={
          <a href={`/${locale}/sign-in?again=1&next=/${locale}/account`} target="_blank" rel="noopener">
            {t("signInAgain")}
          </a>
        }
      >
        {t("noneText")}
      </Note>
      <div className={className ?? "flex flex-wrap gap-3"}>
        {beside}
        <Button weight="go" onClick={onSignedIn}>
          {t("goOn")}
        </Button>
      </div>
    </div>
  );
}
