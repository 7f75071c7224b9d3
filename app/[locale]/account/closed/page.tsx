import type { Metadata } from "next";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { marketNav } from "@/app/[locale]/(market)/market-nav";
import { Opening } from "@/components/shell/section";
import { Sheet } from "@/components/shell/sheet";
import { LinkButton } from "@/components/ui/link-button";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account");
  return { title: t("closedTitle"), robots: { index: false } };
}

/** After the last act of an account: nobody is signed in here any more. */
export default async function Closed() {
  await connection(); // rendered for each visitor, for the nonce of its scripts
  const t = await getTranslations("account");
  return (
    <Sheet nav={await marketNav()}>
      <Opening title={t("closedTitle")} lede={t("closedText")}>
        <p className="mt-7">
          <LinkButton href="/privacy" size="lg">
            {t("closedMore")}
          </LinkButton>
        </p>
      </Opening>
    </Sheet>
  );
}
