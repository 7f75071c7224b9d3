import { getLocale, getTranslations } from "next-intl/server";
import type { Held } from "@/app/[locale]/(market)/library/[version]/held";
import { Slip } from "@/components/ui/slip";
import { formatCents, formatDate, formatDuration } from "@/lib/format";

/** What was bought and paid. The invoice itself is Stripe's, sent by mail. */
export async function Invoice({ held }: { held: Held }) {
  const t = await getTranslations("library");
  const locale = await getLocale();
  const price = formatCents(held.priceCents, locale);
  return (
    <aside>
      <Slip
        title={t("bought")}
        lines={[
          { key: "what", term: `${held.title} v${held.number}` },
          { key: "hours", term: formatDuration(held.speechSeconds ?? 0, locale), amount: price },
          ...(held.poNumber ? [{ key: "po", term: t("poNumber"), amount: held.poNumber }] : []),
        ]}
        total={{ term: t("paidOn", { date: formatDate(held.since, locale) }), amount: price }}
      >
        <p className="s12 qq mt-2">{t("orderNumber")}</p>
        <p className="mono q wrap-anywhere">{held.orderId}</p>
      </Slip>
    </aside>
  );
}
