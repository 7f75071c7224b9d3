import type { MetadataRoute } from "next";
import { connection } from "next/server";
import { routing } from "@/i18n/routing";
import { publishedSlugs } from "@/lib/catalog/read";
import { env } from "@/lib/env";

const PAGES = ["", "/datasets", "/promise", "/status", "/terms", "/privacy"];

export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  await connection();
  const datasets = await publishedSlugs();
  const address = (locale: string, path: string) => new URL(`/${locale}${path}`, env().SITE_URL).href;
  const entry = (path: string, lastModified?: Date | null) => ({
    url: address(routing.defaultLocale, path),
    ...(lastModified && { lastModified }),
    alternates: {
      languages: Object.fromEntries(routing.locales.map((locale) => [locale, address(locale, path)])),
    },
  });
  return [
    ...PAGES.map((path) => entry(path)),
    ...datasets.map(({ slug, publishedAt }) => entry(`/datasets/${slug}`, publishedAt)),
  ];
}
