import { getTranslations } from "next-intl/server";
import { Opening } from "@/components/shell/section";
import { LinkButton } from "@/components/ui/link-button";

/** For somebody who is signed in as another kind of person: what this place is, and where theirs is. */
export async function BuyersOnly() {
  const t = await getTranslations("library");
  return (
    <Opening title={t("buyersOnly")} lede={t("buyersOnlyText")}>
      <div className="mt-7 mb-12 flex flex-wrap gap-3">
        <LinkButton href="/datasets" size="lg">
          {t("toCatalogue")}
        </LinkButton>
        <LinkButton href="/studio" size="lg">
          {t("toStudio")}
        </LinkButton>
      </div>
    </Opening>
  );
}
