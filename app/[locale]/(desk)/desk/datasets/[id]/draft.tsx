import { getLocale, getTranslations } from "next-intl/server";
import type { Dataset, Version } from "@/app/[locale]/(desk)/desk/datasets/[id]/dataset";
import { Publish } from "@/app/[locale]/(desk)/desk/datasets/[id]/publish";
import type { DeskPerson } from "@/app/[locale]/(desk)/enter-desk";
import { Slip } from "@/components/ui/slip";
import { formatCents, formatDuration, formatNumber } from "@/lib/format";
import { priceCents } from "@/lib/releases/price";
import { draftTotals } from "@/lib/releases/read";

/** What the draft is so far, what it will cost, and the way out to the catalogue. */
export async function Draft({ me, dataset, draft }: { me: DeskPerson; dataset: Dataset; draft: Version }) {
  const totals = await draftTotals(me, draft.id);
  const t = await getTranslations("desk.draft");
  const locale = await getLocale();
  const hourly = formatCents(dataset.pricePerHourCents, locale);
  const length = formatDuration(totals.seconds, locale);
  const price = formatCents(priceCents(totals.seconds, dataset.pricePerHourCents), locale);
  return (
    <aside className="sticky top-6 max-wide:static" aria-label={t("title", { number: draft.number })}>
      <Slip
        title={t("title", { number: draft.number })}
        lines={[
          { key: "length", term: t("speech"), amount: length },
          { key: "clips", term: t("clips"), amount: formatNumber(totals.clips, locale) },
          { key: "calls", term: t("calls"), amount: formatNumber(totals.calls, locale) },
          { key: "voices", term: t("voices"), amount: formatNumber(totals.voices, locale) },
          { key: "price", term: t("working", { length, hourly }), amount: totals.clips > 0 ? price : "–" },
        ]}
        total={{ term: t("price"), amount: totals.clips > 0 ? price : "–" }}
      >
        <p className="s12 qq mt-2">{t("priceNote")}</p>
        <Publish
          versionId={draft.id}
          number={draft.number}
          empty={totals.clips === 0}
          again={draft.state === "failed"}
        />
      </Slip>
    </aside>
  );
}
