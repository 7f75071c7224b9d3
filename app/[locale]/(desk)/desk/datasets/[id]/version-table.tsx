import { getLocale, getTranslations } from "next-intl/server";
import type { Dataset } from "@/app/[locale]/(desk)/desk/datasets/[id]/dataset";
import { VersionState } from "@/app/[locale]/(desk)/desk/datasets/version-state";
import { LedgerTable } from "@/components/ui/ledger-table";
import { formatCents, formatDate, formatDuration, formatNumber } from "@/lib/format";

const COMMIT_DIGITS = 12;

/** Every version there was, newest first. */
export async function VersionTable({ dataset }: { dataset: Dataset }) {
  const t = await getTranslations("desk.versions");
  const locale = await getLocale();
  const columns = [
    { key: "number", label: t("column.version") },
    { key: "state", label: t("column.state") },
    { key: "notes", label: t("column.notes") },
    { key: "commit", label: t("column.commit") },
    { key: "clips", label: t("column.clips"), numeric: true },
    { key: "speech", label: t("column.speech"), numeric: true },
    { key: "price", label: t("column.price"), numeric: true },
    { key: "at", label: t("column.published"), numeric: true },
  ];
  return (
    <LedgerTable caption={t("caption")} columns={columns} still>
      {dataset.versions.map((version) => (
        <tr key={version.id}>
          <th scope="row" className="num b">
            v{version.number}
          </th>
          <td>
            <VersionState state={version.state} progressPercent={version.progressPercent} />
          </td>
          <td className="q full max-w-[32ch]">{version.notes}</td>
          <td className="mono d0" title={version.commit ?? undefined}>
            {version.commit?.slice(0, COMMIT_DIGITS) ?? "–"}
          </td>
          <td className="n d0">{version.clipCount === null ? "–" : formatNumber(version.clipCount, locale)}</td>
          <td className="n">{version.speechSeconds === null ? "–" : formatDuration(version.speechSeconds, locale)}</td>
          <td className="n end">{version.priceCents === null ? "–" : formatCents(version.priceCents, locale)}</td>
          <td className="n d0">{version.publishedAt === null ? "–" : formatDate(version.publishedAt, locale)}</td>
        </tr>
      ))}
    </LedgerTable>
  );
}
