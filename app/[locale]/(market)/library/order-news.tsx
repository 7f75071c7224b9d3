import { getLocale, getTranslations } from "next-intl/server";
import { AwaitPayment } from "@/app/[locale]/(market)/library/await-payment";
import type { Order } from "@/app/[locale]/(market)/library/orders";
import { Note } from "@/components/ui/note";
import { Link } from "@/i18n/navigation";
import { formatCents } from "@/lib/format";

/** Back from Stripe's page: what has become of the order. Nothing is owned on the word of an address. */
export async function OrderNews({ order }: { order: Order }) {
  const t = await getTranslations("library");
  const locale = await getLocale();
  const what = { title: order.title, number: order.number, price: formatCents(order.priceCents, locale) };
  return (
    <div className="mt-6 max-w-[84ch]" aria-live="polite">
      {order.state === "open" && (
        <AwaitPayment
          words={{
            waiting: t("awaiting"),
            waitingText: t("awaitingText", what),
            late: t("late"),
            lateText: t("lateText"),
            again: t("lookAgain"),
            pay: t("goOnPaying"),
          }}
          {...(order.checkoutUrl && { checkoutUrl: order.checkoutUrl })}
        />
      )}
      {order.state === "paid" && (
        <Note
          tone="ok"
          title={t("paidTitle", what)}
          action={<Link href={`/library/${order.versionId}`}>{t("openFiles")}</Link>}
        >
          {t("paidText", what)}
        </Note>
      )}
      {order.state === "expired" && (
        <Note title={t("expiredTitle")} action={<Link href={`/checkout/${order.slug}`}>{t("orderAgain")}</Link>}>
          {t("expiredText", what)}
        </Note>
      )}
      {order.state === "refunded" && (
        <Note tone="stop" title={t("refundedTitle", what)}>
          {t("refundedText")}
        </Note>
      )}
    </div>
  );
}
