import type { ReactNode } from "react";
import { StepUp } from "@/components/shell/step-up";
import { ClientWords } from "@/i18n/client-words";

/** Around pages whose forms move money, publish or change somebody's ways in: these may want a passkey's word first. */
export function ConfirmWho({ children }: { children: ReactNode }) {
  return (
    <ClientWords namespaces={["passkeys"]}>
      <StepUp>{children}</StepUp>
    </ClientWords>
  );
}
