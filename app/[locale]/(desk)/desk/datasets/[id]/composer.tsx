import { getLocale, getTranslations } from "next-intl/server";
import { type AskedClips, clipsHref, filterOf } from "@/app/[locale]/(desk)/desk/datasets/[id]/clip-filter";
import { ClipRows } from "@/app/[locale]/(desk)/desk/datasets/[id]/clip-rows";
import type { Dataset, Version } from "@/app/[locale]/(desk)/desk/datasets/[id]/dataset";
import { Draft } from "@/app/[locale]/(desk)/desk/datasets/[id]/draft";
import type { DeskPerson } from "@/app/[locale]/(desk)/enter-desk";
import { shortId } from "@/app/[locale]/(desk)/short-id";
import { Empty } from "@/components/ui/empty";
import { Pager } from "@/components/ui/pager";
import { formatDuration, formatNumber } from "@/lib/format";
import { clipPage, composableClips, countComposableClips } from "@/lib/releases/read";

interface ComposerProps {
  me: DeskPerson;
  dataset: Dataset;
  draft: Version;
  asked: AskedClips;
}

/** Clips at the left, what they add up to at the right. */
export async function Composer({ me, dataset, draft, asked }: ComposerProps) {
  const filter = filterOf(asked);
  const [rows, found] = await Promise.all([
    composableClips(me, draft.id, filter),
    countComposableClips(me, draft.id, filter),
  ]);
  const t = await getTranslations("desk.composer");
  const locale = await getLocale();
  return (
    <div className="lib">
      <div className="min-w-0">
        <p className="q num mb-3" role="status">
          {t("found", {
            count: found.clips,
            clips: formatNumber(found.clips, locale),
            length: formatDuration(found.seconds, locale),
          })}
        </p>
        {rows.length > 0 ? (
          <ClipRows
            versionId={draft.id}
            rows={rows.map((row) => ({
              id: row.id,
              call: shortId(row.recordingId),
              party: row.party,
              durationSeconds: Number(row.durationMs) / 1000,
              text: row.text,
              snrDb: row.snrDb,
              peaks: row.peaks,
              held: row.held,
            }))}
          />
        ) : (
          <Empty title={t("noneFound")}>{t("noneFoundText")}</Empty>
        )}
        {found.clips > clipPage && <Pages datasetId={dataset.id} asked={asked} total={found.clips} />}
      </div>
      <Draft me={me} dataset={dataset} draft={draft} />
    </div>
  );
}

async function Pages({ datasetId, asked, total }: { datasetId: string; asked: AskedClips; total: number }) {
  const ui = await getTranslations("ui");
  const locale = await getLocale();
  const from = (asked.page - 1) * clipPage + 1;
  const count = (value: number) => formatNumber(value, locale);
  return (
    <Pager
      page={asked.page}
      pages={Math.ceil(total / clipPage)}
      href={(page) => clipsHref(datasetId, asked, { page })}
      summary={ui("range", { from: count(from), to: count(Math.min(total, from + clipPage - 1)), total: count(total) })}
      words={{ label: ui("pages"), previous: ui("previous"), next: ui("next") }}
    />
  );
}
