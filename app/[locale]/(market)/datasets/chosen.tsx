import { getLocale, getTranslations } from "next-intl/server";
import { catalogueHref } from "@/app/[locale]/(market)/datasets/catalogue-href";
import { Chip } from "@/components/ui/chip";
import { Link } from "@/i18n/navigation";
import { type CatalogueQuery, sorts } from "@/lib/catalog/input";
import { formatDuration } from "@/lib/format";

interface ChosenProps {
  asked: CatalogueQuery;
  total: number;
  totalSeconds: number;
}

/** How much was found, by what, and in which order. */
export async function Chosen({ asked, total, totalSeconds }: ChosenProps) {
  const t = await getTranslations("catalogue");
  const locale = await getLocale();
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 pt-4 pb-6">
      <div className="flex flex-wrap items-center gap-2">
        <p className="b mr-2" role="status">
          {t("found", { count: total, hours: formatDuration(totalSeconds, locale) })}
        </p>
        <Chips asked={asked} />
      </div>
      <nav className="s12 q flex flex-wrap items-center gap-x-3" aria-label={t("sortedBy")}>
        {sorts.map((sort) => (
          <Link
            key={sort}
            href={catalogueHref(asked, { sort })}
            className="py-2 max-wide:py-3.5 no-underline hover:underline aria-[current]:font-semibold aria-[current]:text-ink"
            aria-current={asked.sort === sort ? "true" : undefined}
            scroll={false}
            prefetch={false}
          >
            {t(`sort.${sort}`)}
          </Link>
        ))}
      </nav>
    </div>
  );
}

async function Chips({ asked }: { asked: CatalogueQuery }) {
  const t = await getTranslations("catalogue");
  const ui = await getTranslations("ui");
  const chips = [
    ...(asked.q ? [{ facet: "q" as const, name: t("words", { q: asked.q }) }] : []),
    ...(["language", "kind", "licence"] as const).flatMap((facet) => {
      const value = asked[facet];
      return value ? [{ facet, name: t(`values.${value}`) }] : [];
    }),
  ];
  return chips.map(({ facet, name }) => (
    <Chip
      key={facet}
      href={catalogueHref(asked, { [facet]: facet === "q" ? "" : undefined })}
      removeLabel={ui("removeFilter", { name })}
    >
      {name}
    </Chip>
  ));
}
