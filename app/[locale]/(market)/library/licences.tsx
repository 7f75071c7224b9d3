import { getLocale, getTranslations } from "next-intl/server";
import { LedgerTable } from "@/components/ui/ledger-table";
import { StateWord } from "@/components/ui/state-word";
import { Link } from "@/i18n/navigation";
import { formatBytes, formatDate, formatDuration } from "@/lib/format";
import type { myLicences } from "@/lib/orders/read";

export type Licence = Awaited<ReturnType<typeof myLicences>>[number];

export async function Licences({ licences }: { licences: Licence[] }) {
  const t = await getTranslations("library");
  const values = await getTranslations("catalogue");
  const locale = await getLocale();
  const columns = [
    { key: "dataset", label: t("dataset") },
    { key: "state", label: t("state"), className: "w-44" },
    { key: "licence", label: t("licence"), className: "w-36" },
    { key: "hours", label: t("hours"), numeric: true },
    { key: "size", label: t("size"), numeric: true },
    { key: "since", label: t("since"), numeric: true },
  ];
  return (
    <LedgerTable caption={t("licences")} columns={columns}>
      {licences.map((licence) => (
        <tr key={licence.id}>
          <td className="full">
            <Link href={`/library/${licence.versionId}`} className="b max-wide:inline-block max-wide:py-3">
              {licence.title}
            </Link>
            <div className="mono qq">{`${licence.slug} v${licence.number}`}</div>
          </td>
          <td>
            <LicenceState licence={licence} />
          </td>
          <td className="q">{values(`values.${licence.licence}`)}</td>
          <td className="n nw d0">{formatDuration(licence.speechSeconds ?? 0, locale)}</td>
          <td className="n nw d0">{formatBytes(licence.totalBytes ?? 0, locale)}</td>
          <td className="n nw end">{formatDate(licence.since, locale)}</td>
        </tr>
      ))}
    </LedgerTable>
  );
}

/** Ended by a refund, stopped by a withdrawal, or standing. */
export async function LicenceState({ licence }: { licence: Pick<Licence, "revokedAt" | "state"> }) {
  const t = await getTranslations("library");
  if (licence.revokedAt) return <StateWord state="stopped">{t("ended")}</StateWord>;
  if (licence.state === "withdrawn") return <StateWord state="withdrawn">{t("withdrawn")}</StateWord>;
  if (licence.state === "superseded") return <StateWord state="stands">{t("standsOlder")}</StateWord>;
  return <StateWord state="stands">{t("stands")}</StateWord>;
}
