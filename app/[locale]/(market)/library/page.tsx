import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { buyerOf } from "@/app/[locale]/(market)/library/buyer";
import { BuyersOnly } from "@/app/[locale]/(market)/library/buyers-only";
import { LibraryNav } from "@/app/[locale]/(market)/library/library-nav";
import { Licences } from "@/app/[locale]/(market)/library/licences";
import { OrderNews } from "@/app/[locale]/(market)/library/order-news";
import { Orders } from "@/app/[locale]/(market)/library/orders";
import { YearlyCsv } from "@/app/[locale]/csv-links";
import { Opening, Section } from "@/components/shell/section";
import { Empty } from "@/components/ui/empty";
import { LinkButton } from "@/components/ui/link-button";
import { uuid } from "@/lib/identity/input";
import { myOrganisation } from "@/lib/identity/read";
import { myLicences, orderList, orderState } from "@/lib/orders/read";

interface LibraryProps {
  searchParams: Promise<{ order?: string | string[] }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("library");
  return { title: t("title"), robots: { index: false } };
}

/** What the viewer's company holds. `order` is where Stripe's page sends back to. */
export default async function Library({ searchParams }: LibraryProps) {
  const buyer = await buyerOf("/library");
  if (!buyer) return <BuyersOnly />;
  const t = await getTranslations("library");
  const asked = uuid.safeParse((await searchParams).order);
  const [licences, orders, organisation, order] = await Promise.all([
    myLicences(buyer),
    orderList(buyer),
    myOrganisation(buyer),
    asked.success ? orderState(buyer, asked.data) : undefined,
  ]);
  return (
    <>
      <Opening
        title={t("title")}
        {...(organisation && { lede: t("lede", { organisation: organisation.name }) })}
        margin={<LibraryNav current="/library" />}
      >
        {order && <OrderNews order={order} />}
      </Opening>
      <Section title={t("licences")} note={t("licencesNote")} id="licences">
        {licences.length > 0 ? (
          <Licences licences={licences} />
        ) : (
          <Empty title={t("nothing")} action={<LinkButton href="/datasets">{t("toCatalogue")}</LinkButton>}>
            {t("nothingText")}
          </Empty>
        )}
      </Section>
      {orders.length > 0 && (
        <Section title={t("orders")} note={t("ordersNote")} id="orders">
          <Orders orders={orders} awaited={order?.id} />
          <YearlyCsv path="/library/orders.csv" />
        </Section>
      )}
    </>
  );
}
