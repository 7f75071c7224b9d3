import { getTranslations } from "next-intl/server";
import {
  type AskedClips,
  clipsHref,
  languages,
  recordingKinds,
  snrSteps,
} from "@/app/[locale]/(desk)/desk/datasets/[id]/clip-filter";
import { Link } from "@/i18n/navigation";

type FacetName = "held" | "language" | "kind" | "snr";

/** Which of the accepted clips are shown; each choice is an address. */
export async function Facets({ datasetId, asked }: { datasetId: string; asked: AskedClips }) {
  const t = await getTranslations("desk.composer");
  const desk = await getTranslations("desk");
  const facets: { name: FacetName; choices: { value: string; label: string }[] }[] = [
    { name: "held", choices: ["out", "in"].map((value) => ({ value, label: t(`facet.${value}`) })) },
    { name: "language", choices: languages.map((value) => ({ value, label: desk(`languages.${value}`) })) },
    { name: "kind", choices: recordingKinds.map((value) => ({ value, label: desk(`kinds.${value}`) })) },
    { name: "snr", choices: snrSteps.map((value) => ({ value, label: t("facet.fromDb", { db: value }) })) },
  ];
  return (
    <nav aria-label={t("facets")} className="mt-4">
      {facets.map(({ name, choices }) => (
        <div className="facet" key={name}>
          <h3>{t(`facet.${name}`)}</h3>
          <div className="anchors mt-1! max-wide:flex max-wide:flex-wrap max-wide:gap-x-5">
            {[{ value: undefined, label: t("facet.all") }, ...choices].map(({ value, label }) => (
              <Link
                key={value ?? "all"}
                href={clipsHref(datasetId, asked, { [name]: value })}
                aria-current={asked[name] === value ? "true" : undefined}
                scroll={false}
                prefetch={false}
                className="max-wide:py-3"
              >
                {label}
              </Link>
            ))}
          </div>
        </div>
      ))}
    </nav>
  );
}
