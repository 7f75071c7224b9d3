import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { Demo } from "@/app/[locale]/(market)/demo";
import { Doors } from "@/app/[locale]/(market)/doors";
import { Section } from "@/components/shell/section";
import { LinkButton } from "@/components/ui/link-button";
import { Slip } from "@/components/ui/slip";
import { marketFigures } from "@/lib/catalog/read";
import { formatNumber } from "@/lib/format";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("landing");
  return { title: t("title") };
}

export default async function Landing() {
  const t = await getTranslations("landing");
  const figures = await marketFigures();
  return (
    <>
      <section className="row">
        <div className="side d0" />
        <div className="hero herog">
          <div>
            <h1 className="display">{t("sentence")}</h1>
            <p className="lede">{t("lede")}</p>
            <div className="acts">
              <LinkButton href="/studio" weight="go" size="lg" prefetch={false}>
                {t("share")}
              </LinkButton>
              <LinkButton href="/datasets" size="lg">
                {t("browseCount", { count: figures.datasets })}
              </LinkButton>
            </div>
          </div>
          <Now figures={figures} />
        </div>
      </section>
      <Demo />
      <Section title={t("ways")} tight>
        <Doors />
      </Section>
    </>
  );
}

type MarketFigures = Awaited<ReturnType<typeof marketFigures>>;

/** Live figures, counted when the page was made. */
async function Now({ figures }: { figures: MarketFigures }) {
  const t = await getTranslations("landing");
  const locale = await getLocale();
  return (
    <Slip
      title={t("now")}
      lines={[
        { key: "minutes", term: t("minutesForSale"), amount: formatNumber(figures.minutesForSale, locale) },
        { key: "speakers", term: t("speakers"), amount: formatNumber(figures.speakers, locale) },
        { key: "takenBack", term: t("takenBack"), amount: formatNumber(figures.takenBack, locale) },
        { key: "datasets", term: t("datasets"), amount: formatNumber(figures.datasets, locale) },
        { key: "waiting", term: t("waiting"), amount: t("calls", { count: figures.waiting }) },
      ]}
    />
  );
}
