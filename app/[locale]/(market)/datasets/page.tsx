import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { catalogueHref } from "@/app/[locale]/(market)/datasets/catalogue-href";
import { Chosen } from "@/app/[locale]/(market)/datasets/chosen";
import { Facets } from "@/app/[locale]/(market)/datasets/facets";
import { Near } from "@/app/[locale]/(market)/datasets/near";
import { Rows } from "@/app/[locale]/(market)/datasets/rows";
import { SearchField } from "@/components/market/search-field";
import { Pager } from "@/components/ui/pager";
import { type CatalogueQuery, catalogueQuery } from "@/lib/catalog/input";
import { pageSize, searchCatalogue } from "@/lib/catalog/read";

interface CatalogueProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("catalogue");
  return { title: t("title"), description: t("description") };
}

/** The same bytes for everyone: it reads its address and what is public, nothing else. */
export default async function Catalogue({ searchParams }: CatalogueProps) {
  const t = await getTranslations("catalogue");
  const asked = catalogueQuery.parse(await searchParams);
  const found = await searchCatalogue(asked);
  return (
    <div className="row pb-12">
      <aside className="d0 pt-6" aria-label={t("filters")}>
        <Facets asked={asked} facets={found.facets} />
      </aside>
      <div>
        <h1 className="vh">{t("title")}</h1>
        <Search asked={asked} />
        <Chosen asked={asked} total={found.total} totalSeconds={found.totalSeconds} />
        <details className="m0 mb-4">
          <summary className="btn sm">{t("filters")}</summary>
          <div className="mt-4">
            <Facets asked={asked} facets={found.facets} />
          </div>
        </details>
        {found.rows.length > 0 ? (
          <Rows rows={found.rows} />
        ) : (
          <Near asked={asked} total={found.total} pages={found.pages} />
        )}
        {found.rows.length > 0 && <Pages asked={asked} total={found.total} pages={found.pages} />}
      </div>
    </div>
  );
}

async function Search({ asked }: { asked: CatalogueQuery }) {
  const t = await getTranslations("catalogue");
  const locale = await getLocale();
  const { language, licence, kind, sort } = asked;
  const kept = { language, licence, kind, sort: sort === "newest" ? undefined : sort };
  return (
    <SearchField
      action={`/${locale}/datasets`}
      q={asked.q}
      kept={Object.entries(kept).flatMap(([name, value]) => (value ? [{ name, value }] : []))}
      words={{ label: t("search"), go: t("searchGo") }}
    />
  );
}

async function Pages({ asked, total, pages }: { asked: CatalogueQuery; total: number; pages: number }) {
  const t = await getTranslations("ui");
  const from = (asked.page - 1) * pageSize + 1;
  return (
    <Pager
      page={asked.page}
      pages={pages}
      href={(page) => catalogueHref(asked, { page })}
      summary={t("range", { from, to: Math.min(total, from + pageSize - 1), total })}
      words={{ label: t("pages"), previous: t("previous"), next: t("next") }}
    />
  );
}
