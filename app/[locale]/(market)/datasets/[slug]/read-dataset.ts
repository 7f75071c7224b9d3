import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { cache } from "react";
import { routing } from "@/i18n/routing";
import { slug as slugPattern } from "@/lib/catalog/input";
import { type DatasetPage, datasetPage } from "@/lib/catalog/read";
import { env } from "@/lib/env";
import { formatHours, formatNumber } from "@/lib/format";

const NUMBER = /^(?:0|[1-9]\d{0,5})(?:\.(?:0|[1-9]\d{0,5})){2}$/;

/** Once a request, for the page and its metadata. Undefined for an address that no version can have. */
export const readDataset = cache(async (slug: string, version?: string): Promise<DatasetPage | undefined> => {
  if (!slugPattern.safeParse(slug).success || (version !== undefined && !NUMBER.test(version))) return undefined;
  return datasetPage(slug, version);
});

/** A version that is not for sale points a search engine at the dataset's own page. */
export async function describeDataset(page: DatasetPage | undefined): Promise<Metadata> {
  const t = await getTranslations("dataset");
  if (!page) return {};
  const locale = await getLocale();
  const path = `/datasets/${page.slug}`;
  const address = (language: string) => new URL(`/${language}${path}`, env().SITE_URL).href;
  const description = t("description", {
    summary: page.summary,
    hours: formatHours(page.speechSeconds ?? 0, locale),
    speakers: formatNumber(page.speakerCount ?? 0, locale),
  });
  return {
    title: page.title,
    description,
    alternates: {
      canonical: address(locale),
      languages: Object.fromEntries(routing.locales.map((language) => [language, address(language)])),
    },
    openGraph: { title: page.title, description, url: address(locale), type: "website" },
  };
}
