import { getLocale, getTranslations } from "next-intl/server";
import type { DeskPerson } from "@/app/[locale]/(desk)/enter-desk";
import { shortId } from "@/app/[locale]/(desk)/short-id";
import { Empty } from "@/components/ui/empty";
import { LedgerTable } from "@/components/ui/ledger-table";
import { type State, StateWord } from "@/components/ui/state-word";
import { formatCents, formatDateTime } from "@/lib/format";
import { orderList } from "@/lib/orders/read";

const GLYPH: Record<Awaited<ReturnType<typeof orderList>>[number]["state"], State> = {
  open: "waiting",
  paid: "paid",
  expired: "withdrawn",
  refunded: "stopped",
};

/** What was bought, by everybody, newest first. */
export async function Orders({ me }: { me: DeskPerson }) {
  const orders = await orderList(me);
  const t = await getTranslations("desk.orders");
  const locale = await getLocale();
  if (orders.length === 0) return <Empty title={t("none")}>{t("noneText")}</Empty>;
  const columns = [
    { key: "order", label: t("column.order") },
    { key: "what", label: t("column.what") },
    { key: "state", label: t("column.state") },
    { key: "at", label: t("column.at") },
    { key: "price", label: t("column.price"), numeric: true },
  ];
  return (
    <LedgerTable caption={t("caption")} columns={columns} still>
      {orders.map((order) => (
        <tr key={order.id}>
          <th scope="row" className="mono">
            {shortId(order.id)}
          </th>
          <td className="full">
            {order.title} <span className="qq num">v{order.number}</span>
            {order.poNumber && <span className="s12 qq block">{t("po", { number: order.poNumber })}</span>}
          </td>
          <td>
            <StateWord state={GLYPH[order.state]}>{t(`state.${order.state}`)}</StateWord>
          </td>
          <td className="q d0">{formatDateTime(order.at, locale)}</td>
          <td className="n end">{formatCents(order.priceCents, locale)}</td>
        </tr>
      ))}
    </LedgerTable>
  );
}
