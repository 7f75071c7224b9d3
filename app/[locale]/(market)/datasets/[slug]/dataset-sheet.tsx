import { getLocale, getTranslations } from "next-intl/server";
import { Anchors } from "@/app/[locale]/(market)/datasets/[slug]/anchors";
import { Files } from "@/app/[locale]/(market)/datasets/[slug]/files";
import { Load } from "@/app/[locale]/(market)/datasets/[slug]/load";
import { Measured } from "@/app/[locale]/(market)/datasets/[slug]/measured";
import { PriceSlip } from "@/app/[locale]/(market)/datasets/[slug]/price-slip";
import { Provenance } from "@/app/[locale]/(market)/datasets/[slug]/provenance";
import { Samples } from "@/app/[locale]/(market)/datasets/[slug]/samples";
import { Standing } from "@/app/[locale]/(market)/datasets/[slug]/standing";
import { Versions } from "@/app/[locale]/(market)/datasets/[slug]/versions";
import { CardText } from "@/components/market/card-text";
import { Section } from "@/components/shell/section";
import { StateWord } from "@/components/ui/state-word";
import type { DatasetPage } from "@/lib/catalog/read";
import { renderCard } from "@/lib/catalog/render-card";
import { formatDate, formatNumber } from "@/lib/format";

/** One version of a dataset: hear it, measure it, check it, buy it. */
export async function DatasetSheet({ page }: { page: DatasetPage }) {
  const t = await getTranslations("dataset");
  return (
    <>
      <div className="row opening">
        <div className="side d0">
          <Anchors page={page} />
        </div>
        <div className="dshead">
          <div>
            <Head page={page} />
            <Samples page={page} />
          </div>
          <PriceSlip page={page} />
        </div>
      </div>
      <Measured page={page} />
      <Versions page={page} />
      <Provenance page={page} />
      <Files page={page} />
      <Load page={page} />
      {page.card && (
        <Section title={t("card")} note={t("cardNote")} id="card">
          <div lang="en">
            <CardText nodes={renderCard(page.card)} />
          </div>
        </Section>
      )}
    </>
  );
}

async function Head({ page }: { page: DatasetPage }) {
  const t = await getTranslations("dataset");
  const locale = await getLocale();
  const clips = formatNumber(page.clipCount ?? 0, locale);
  return (
    <>
      <p className="mono q mb-1.5">{t("path", { slug: page.slug })}</p>
      <h1 className="display">{page.title}</h1>
      <p className="t16 q mt-3 max-w-[62ch]">{page.summary}</p>
      <p className="mt-4 flex flex-wrap gap-x-6 gap-y-1">
        {page.state === "withdrawn" ? (
          <StateWord state="withdrawn">{t("withdrawnWord")}</StateWord>
        ) : (
          <StateWord state="stands">{t("consentStands", { clips })}</StateWord>
        )}
        <span className="q">
          {`v${page.number}`}
          {page.publishedAt && <>, {formatDate(page.publishedAt, locale)}</>}
        </span>
      </p>
      <Standing page={page} />
      <div className="m0 mt-6">
        <Anchors page={page} />
      </div>
    </>
  );
}
