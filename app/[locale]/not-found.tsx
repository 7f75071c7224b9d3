import { getTranslations } from "next-intl/server";
import { marketNav } from "@/app/[locale]/(market)/market-nav";
import { Sheet } from "@/components/shell/sheet";
import { LinkButton } from "@/components/ui/link-button";

/** Our own 404: the built-in one carries inline styles that a content policy refuses. */
export default async function NotFound() {
  const t = await getTranslations("shell");
  return (
    <Sheet nav={await marketNav()}>
      <div className="row opening">
        <div className="side d0" />
        <div className="py-12">
          <h1 className="display">{t("notFoundTitle")}</h1>
          <p className="t16 q mt-3 max-w-[68ch]">{t("notFoundText")}</p>
          <div className="mt-7 flex flex-wrap gap-3">
            <LinkButton href="/datasets" size="lg">
              {t("toCatalogue")}
            </LinkButton>
            <LinkButton href="/" size="lg">
              {t("toStart")}
            </LinkButton>
          </div>
        </div>
      </div>
    </Sheet>
  );
}
