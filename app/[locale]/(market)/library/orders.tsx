import { getLocale, getTranslations } from "next-intl/server";
import { LedgerTable } from "@/components/ui/ledger-table";
import { type State, StateWord } from "@/components/ui/state-word";
import { Link } from "@/i18n/navigation";
import { formatCents, formatDate } from "@/lib/format";
import type { orderList } from "@/lib/orders/read";

export type Order = Awaited<ReturnType<typeof orderList>>[number];

const GLYPHS: Record<Order["state"], State> = {
  open: "waiting",
  paid: "paid",
  expired: "notStarted",
  refunded: "stopped",
};

/** `awaited`: the order that Stripe is about to tell of, which nobody should pay twice meanwhile. */
export async function Orders({ orders, awaited }: { orders: Order[]; awaited?: string | undefined }) {
  const t = await getTranslations("library");
  const locale = await getLocale();
  const columns = [
    { key: "date", label: t("date"), className: "w-32" },
    { key: "dataset", label: t("dataset") },
    { key: "po", label: t("poNumber"), className: "w-40" },
    { key: "state", label: t("state"), className: "w-40" },
    { key: "price", label: t("price"), numeric: true },
    { key: "action", spoken: t("whatToDo"), numeric: true, className: "w-36" },
  ];
  return (
    <LedgerTable caption={t("orders")} columns={columns}>
      {orders.map((order) => (
        <tr key={order.id}>
          <td className="nw q">{formatDate(order.at, locale)}</td>
          <td className="full">
            {order.title} <span className="mono qq">{`v${order.number}`}</span>
          </td>
          <td className="mono q">{order.poNumber}</td>
          <td>
            <StateWord state={GLYPHS[order.state]}>{t(`orderStates.${order.state}`)}</StateWord>
          </td>
          <td className="n nw">{formatCents(order.priceCents, locale)}</td>
          <td className="n end">
            {order.state === "open" && order.id !== awaited && order.checkoutUrl && (
              <a href={order.checkoutUrl}>{t("goOnPaying")}</a>
            )}
            {order.state === "expired" && <Link href={`/checkout/${order.slug}`}>{t("orderAgain")}</Link>}
          </td>
        </tr>
      ))}
    </LedgerTable>
  );
}
