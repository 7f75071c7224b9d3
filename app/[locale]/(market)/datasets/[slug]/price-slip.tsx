import { getLocale, getTranslations } from "next-intl/server";
import { Buy } from "@/app/[locale]/(market)/datasets/[slug]/buy";
import { LicenceTerms } from "@/app/[locale]/(market)/licence-terms";
import { LinkButton } from "@/components/ui/link-button";
import type { DatasetPage } from "@/lib/catalog/read";
import { formatCents, formatDuration } from "@/lib/format";
import { pricePerHourCents } from "@/lib/orders/price-per-hour";

/** What it costs, how that came about, and what one may do with it. */
export async function PriceSlip({ page }: { page: DatasetPage }) {
  const t = await getTranslations("dataset");
  const locale = await getLocale();
  const isForSale = page.state === "published";
  const working = {
    hours: formatDuration(page.speechSeconds ?? 0, locale),
    price: formatCents(pricePerHourCents(page), locale),
  };
  return (
    <aside className="slip" aria-label={t("price")}>
      {isForSale && page.priceCents !== null ? (
        <>
          <p className="display d28 num">{formatCents(page.priceCents, locale)}</p>
          <p className="q num">{t("working", working)}</p>
          <p className="s12 qq mt-1">{t("priceNote")}</p>
        </>
      ) : (
        <p className="display d20">{t("notForSale")}</p>
      )}
      <Buy
        versionId={page.versionId}
        words={{ owned: t("owned"), open: t("openLibrary"), since: t("ownedNote", { number: page.number }) }}
      >
        {isForSale && (
          <LinkButton href={`/checkout/${page.slug}`} weight="go" size="lg" wide className="mt-4">
            {t("buy")}
          </LinkButton>
        )}
      </Buy>
      <LicenceTerms licence={page.licence} />
      <h2 className="mt-6 mb-2">{t("share")}</h2>
      <p className="q">{t("shareText")}</p>
    </aside>
  );
}
