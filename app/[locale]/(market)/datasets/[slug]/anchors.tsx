import { getTranslations } from "next-intl/server";
import type { DatasetPage } from "@/lib/catalog/read";

/** Where things are on this long page. */
export async function Anchors({ page }: { page: DatasetPage }) {
  const t = await getTranslations("dataset");
  const places = [
    ...(page.samples.length > 0 && page.state !== "withdrawn" ? (["listen"] as const) : []),
    ...(["figures", "versions", "provenance", "files"] as const),
    ...(page.state === "withdrawn" ? [] : (["load"] as const)),
    ...(page.card ? (["card"] as const) : []),
  ];
  return (
    <nav className="anchors flex flex-wrap gap-x-4 wide:block" aria-label={t("onThisPage")}>
      {places.map((place) => (
        <a key={place} href={`#${place}`} className="py-2.5! wide:py-1!">
          {t(place)}
        </a>
      ))}
    </nav>
  );
}
