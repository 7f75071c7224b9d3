import { getTranslations } from "next-intl/server";
import { Note } from "@/components/ui/note";
import { Link } from "@/i18n/navigation";
import type { DatasetPage } from "@/lib/catalog/read";

/** Why this version is not for sale any more, and what is. */
export async function Standing({ page }: { page: DatasetPage }) {
  const t = await getTranslations("dataset");
  if (page.state === "published") return null;
  const newest = page.history.find((version) => version.state === "published");
  const instead = newest && <Link href={`/datasets/${page.slug}`}>{t("openCurrent", { number: newest.number })}</Link>;
  return (
    <div className="mt-5">
      {page.state === "withdrawn" ? (
        <Note tone="stop" title={t("withdrawnTitle")} action={instead}>
          {t("withdrawnText")}
        </Note>
      ) : (
        <Note title={t("supersededTitle")} action={instead}>
          {t("supersededText")}
        </Note>
      )}
    </div>
  );
}
