"use client";

import { useTranslations } from "next-intl";
import { createContext, type ReactNode, useCallback, useContext, useState } from "react";
import { RaiseSession } from "@/components/shell/raise-session";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";

type AskWho = () => Promise<boolean>;
const Asking = createContext<AskWho | undefined>(undefined);

/**
 * Asks "is it you?" for every form below: those of useSteppedUp. Around the pages whose forms may be told "step_up"; needs the
 * messages `passkeys`.
 */
export function StepUp({ children }: { children: ReactNode }) {
  const t = useTranslations("passkeys");
  const [asked, setAsked] = useState<(raised: boolean) => void>();
  const ask = useCallback<AskWho>(() => new Promise((answer) => setAsked(() => answer)), []);
  const close = (raised: boolean) => {
    asked?.(raised);
    setAsked(undefined);
  };
  return (
    <Asking value={ask}>
      {children}
      {asked && (
        <Dialog
          title={t("confirmTitle")}
          description={t("confirmText")}
          open
          onOpenChange={(open) => {
            if (!open) close(false);
          }}
        >
          <RaiseSession onRaised={() => close(true)} className="acts mt-0!">
            <DialogClose>
              <Button>{t("notNow")}</Button>
            </DialogClose>
          </RaiseSession>
        </Dialog>
      )}
    </Asking>
  );
}

/**
 * The same action, which asks for a passkey when it is told "step_up", and is then sent again with what it was first sent
 * with. Whoever says "not now" keeps the refusal, and everything that they typed.
 */
export function useSteppedUp<A extends { code?: string }>(action: (before: A, form: FormData) => Promise<A>) {
  const ask = useContext(Asking);
  return async (before: A, form: FormData): Promise<A> => {
    const answer = await action(before, form);
    if (answer.code !== "step_up" || !ask) return answer;
    return (await ask()) ? action(before, form) : answer;
  };
}
