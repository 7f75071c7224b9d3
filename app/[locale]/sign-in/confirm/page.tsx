import type { Metadata } from "next";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { marketNav } from "@/app/[locale]/(market)/market-nav";
import { Confirm } from "@/app/[locale]/sign-in/confirm/confirm";
import { Opening, Section } from "@/components/shell/section";
import { Sheet } from "@/components/shell/sheet";
import { ClientWords } from "@/i18n/client-words";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("signIn");
  return { title: t("confirmTitle"), robots: { index: false } };
}

/** The secret stands behind the # of the address: browsers do not send it, so it is in no log. */
export default async function ConfirmSignIn() {
  await connection(); // rendered for each visitor: a page of the build would not know the nonce of its scripts
  const t = await getTranslations("signIn");
  return (
    <Sheet nav={await marketNav()}>
      <Opening title={t("confirmTitle")} lede={t("confirmText")} />
      <Section title={t("title")}>
        <ClientWords namespaces={["signIn"]}>
          <Confirm />
        </ClientWords>
      </Section>
    </Sheet>
  );
}
