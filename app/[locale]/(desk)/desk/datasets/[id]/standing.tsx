import { getLocale, getTranslations } from "next-intl/server";
import type { Dataset } from "@/app/[locale]/(desk)/desk/datasets/[id]/dataset";
import { Refresher } from "@/components/desk/refresher";
import { Note } from "@/components/ui/note";
import { Progress } from "@/components/ui/progress";
import { Link } from "@/i18n/navigation";
import { formatShare } from "@/lib/format";

const REFRESH_SECONDS = 2;

/** What became of the last publication: under way, on sale, failed, taken back. */
export async function Standing({ dataset }: { dataset: Dataset }) {
  const [newest] = dataset.versions;
  const t = await getTranslations("desk.standing");
  const locale = await getLocale();
  if (!newest || newest.state === "draft") return null;
  const { number, commit, progressPercent } = newest;
  if (newest.state === "building") {
    const share = formatShare(progressPercent / 100, locale, 0);
    return (
      <div className="mt-4 grid max-w-[68ch] gap-2">
        <Note role="status" title={t("building", { number, share })}>
          {t("buildingText")}
        </Note>
        <Progress share={progressPercent / 100} label={t("progress", { number })} valueText={share} />
        <Refresher everySeconds={REFRESH_SECONDS} />
      </div>
    );
  }
  const live = newest.state === "published";
  return (
    <div className="mt-4 max-w-[68ch]">
      <Note
        tone={live ? "ok" : "stop"}
        role="status"
        title={t(newest.state, { number })}
        action={live && <Link href={`/datasets/${dataset.slug}`}>{t("public")}</Link>}
      >
        {live && commit ? <span className="mono break-all">{t("commit", { commit })}</span> : t(`${newest.state}Text`)}
      </Note>
    </div>
  );
}
