import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { CompanyForm } from "@/app/[locale]/(market)/checkout/[slug]/company-form";
import { countryOptions } from "@/app/[locale]/(market)/checkout/[slug]/countries";
import { OrderForm } from "@/app/[locale]/(market)/checkout/[slug]/order-form";
import { OrderSlip } from "@/app/[locale]/(market)/checkout/[slug]/order-slip";
import type { Wanted } from "@/app/[locale]/(market)/checkout/[slug]/wanted";
import { type Buyer, buyerOf } from "@/app/[locale]/(market)/library/buyer";
import { BuyersOnly } from "@/app/[locale]/(market)/library/buyers-only";
import { Opening } from "@/components/shell/section";
import { ClientWords } from "@/i18n/client-words";
import { Link } from "@/i18n/navigation";
import { slug as slugPattern } from "@/lib/catalog/input";
import { formatDuration } from "@/lib/format";
import { myOrganisation } from "@/lib/identity/read";
import { forSale, myLicences } from "@/lib/orders/read";

interface CheckoutProps {
  params: Promise<{ slug: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("checkout");
  return { title: t("title"), robots: { index: false } };
}

export default async function Checkout({ params }: CheckoutProps) {
  const { slug } = await params;
  if (!slugPattern.safeParse(slug).success) notFound();
  const buyer = await buyerOf(`/checkout/${slug}`);
  if (!buyer) return <BuyersOnly />;
  const [version, held] = await Promise.all([forSale(buyer, slug), myLicences(buyer)]);
  if (!version) notFound();
  if (held.some((licence) => licence.versionId === version.versionId && licence.revokedAt === null)) {
    redirect(`/${await getLocale()}/library/${version.versionId}`);
  }
  return <Purchase buyer={buyer} version={version} />;
}

async function Purchase({ buyer, version }: { buyer: Buyer; version: Wanted }) {
  const t = await getTranslations("checkout");
  const locale = await getLocale();
  const organisation = await myOrganisation(buyer);
  const words = { hours: formatDuration(version.speechSeconds ?? 0, locale) };
  const lede = organisation ? t("lede", { ...words, organisation: organisation.name }) : t("ledeNobody", words);
  return (
    <>
      <Opening
        title={t("heading", { title: version.title })}
        lede={lede}
        margin={
          <p>
            <Link href={`/datasets/${version.slug}`}>{t("back")}</Link>
          </p>
        }
      />
      <div className="row pt-2 pb-12">
        <div className="side d0" />
        <ClientWords namespaces={["checkout", "errors", "licences"]}>
          {organisation ? (
            <OrderForm version={version} organisation={organisation} slip={<OrderSlip version={version} />} />
          ) : (
            <div className="lib">
              <CompanyForm slug={version.slug} countries={countryOptions(locale)} />
              <OrderSlip version={version} />
            </div>
          )}
        </ClientWords>
      </div>
    </>
  );
}
