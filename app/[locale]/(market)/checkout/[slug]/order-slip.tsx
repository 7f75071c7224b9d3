import { getLocale, getTranslations } from "next-intl/server";
import type { Wanted } from "@/app/[locale]/(market)/checkout/[slug]/wanted";
import { Slip } from "@/components/ui/slip";
import { formatCents, formatDuration } from "@/lib/format";
import { pricePerHourCents } from "@/lib/orders/price-per-hour";

/** What is bought and what it comes to: the very amount that Stripe asks for. */
export async function OrderSlip({ version }: { version: Wanted }) {
  const t = await getTranslations("checkout");
  const locale = await getLocale();
  const price = formatCents(version.priceCents ?? 0, locale);
  const hours = formatDuration(version.speechSeconds ?? 0, locale);
  return (
    <Slip
      title={t("yourOrder")}
      lines={[
        { key: "what", term: `${version.title} v${version.number}` },
        {
          key: "working",
          term: t("working", { hours, price: formatCents(pricePerHourCents(version), locale) }),
          amount: price,
        },
      ]}
      total={{ term: t("toPay"), amount: price }}
    />
  );
}
