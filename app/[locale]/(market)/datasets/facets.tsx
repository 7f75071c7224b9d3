import { getTranslations } from "next-intl/server";
import { catalogueHref } from "@/app/[locale]/(market)/datasets/catalogue-href";
import { FacetLink } from "@/components/market/facet-link";
import { type CatalogueQuery, kinds, licences } from "@/lib/catalog/input";
import type { searchCatalogue } from "@/lib/catalog/read";

type Counts = Awaited<ReturnType<typeof searchCatalogue>>["facets"];

const VALUES = { language: ["en", "fr"], kind: kinds, licence: licences } as const;

/** Every value in a fixed order with how many it would leave, so that the column does not jump while one looks around. */
export async function Facets({ asked, facets }: { asked: CatalogueQuery; facets: Counts }) {
  const t = await getTranslations("catalogue");
  return (["language", "kind", "licence"] as const).map((facet) => (
    <section className="facet" key={facet} aria-label={t(facet)}>
      <h3>{t(facet)}</h3>
      <ul>
        {VALUES[facet].map((value) => {
          const chosen = asked[facet] === value;
          return (
            <li key={value}>
              <FacetLink
                href={catalogueHref(asked, { [facet]: chosen ? undefined : value })}
                chosen={chosen}
                count={facets[facet].find((counted) => counted.value === value)?.n ?? 0}
              >
                {t(`values.${value}`)}
              </FacetLink>
            </li>
          );
        })}
      </ul>
    </section>
  ));
}
