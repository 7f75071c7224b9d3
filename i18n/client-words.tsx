import { NextIntlClientProvider } from "next-intl";
import { getLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { messages, type Namespace } from "@/messages/load";

/** Sends only these namespaces to the browser, for client components below that call useTranslations. */
export async function ClientWords({ namespaces, children }: { namespaces: Namespace[]; children: ReactNode }) {
  const locale = await getLocale();
  const all = messages[locale === "fr" ? "fr" : "en"];
  const needed = Object.fromEntries(namespaces.map((namespace) => [namespace, all[namespace]]));
  return (
    <NextIntlClientProvider locale={locale} messages={needed}>
      {children}
    </NextIntlClientProvider>
  );
}
