import type { ReactNode } from "react";
import { ConfirmWho } from "@/app/[locale]/confirm-who";
import { ClientWords } from "@/i18n/client-words";

/** The desk's client parts speak for themselves, so its words go along. Who may be here each page asks for itself. */
export default function DeskLayout({ children }: { children: ReactNode }) {
  return (
    <ConfirmWho>
      <ClientWords namespaces={["desk", "errors", "kind", "reasons", "switches", "ui"]}>{children}</ClientWords>
    </ConfirmWho>
  );
}
