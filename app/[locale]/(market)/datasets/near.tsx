import { getTranslations } from "next-intl/server";
import { catalogueHref } from "@/app/[locale]/(market)/datasets/catalogue-href";
import { Empty } from "@/components/ui/empty";
import { Link } from "@/i18n/navigation";
import type { CatalogueQuery } from "@/lib/catalog/input";
import { searchCatalogue } from "@/lib/catalog/read";

interface NearProps {
  asked: CatalogueQuery;
  total: number;
  pages: number;
}

/** Nothing on this page: what each wish stands in the way of, one at a time. */
export async function Near({ asked, total, pages }: NearProps) {
  const t = await getTranslations("catalogue");
  if (total > 0) {
    return (
      <Empty title={t("noSuchPage", { pages })}>
        <Link href={catalogueHref(asked, { page: pages })}>{t("lastPage")}</Link>
      </Empty>
    );
  }
  const near = await withoutOne(asked);
  if (near.length === 0) return <Empty title={t("nothingYet")}>{t("nothingYetText")}</Empty>;
  const somewhere = near.filter(({ count }) => count > 0);
  return (
    <Empty title={t("none")}>
      {somewhere.length > 0 && <p>{t("near")}</p>}
      <ul className="mt-2 grid gap-1">
        {somewhere.map(({ facet, href, count, value }) => (
          <li key={facet}>
            <Link href={href} className="max-wide:inline-block max-wide:py-3">
              {facet === "q" ? t("withoutWords", { q: value }) : t("without", { name: t(`values.${value}` as never) })}
            </Link>{" "}
            <span className="num">{t("leaves", { count })}</span>
          </li>
        ))}
        <li>
          <Link href="/datasets" className="max-wide:inline-block max-wide:py-3">
            {t("everything")}
          </Link>
        </li>
      </ul>
    </Empty>
  );
}

async function withoutOne(asked: CatalogueQuery) {
  const said = (["q", "language", "kind", "licence"] as const).filter((facet) => asked[facet]);
  return Promise.all(
    said.map(async (facet) => {
      const rest = { ...asked, page: 1, [facet]: facet === "q" ? "" : undefined };
      const { total: count } = await searchCatalogue(rest);
      return { facet, value: String(asked[facet]), count, href: catalogueHref(rest) };
    }),
  );
}
