import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { NewDataset } from "@/app/[locale]/(desk)/desk/datasets/new-dataset";
import { VersionState } from "@/app/[locale]/(desk)/desk/datasets/version-state";
import { DeskSheet } from "@/app/[locale]/(desk)/desk-sheet";
import { enterDesk } from "@/app/[locale]/(desk)/enter-desk";
import { Opening, Section } from "@/components/shell/section";
import { Empty } from "@/components/ui/empty";
import { LedgerTable } from "@/components/ui/ledger-table";
import { Link } from "@/i18n/navigation";
import { datasetInput, kinds, licences } from "@/lib/catalog/input";
import { formatCents, formatDate, formatDuration, formatNumber } from "@/lib/format";
import { curatedDatasets } from "@/lib/releases/read";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("desk.nav");
  return { title: t("datasets") };
}

export default async function Datasets({ params }: { params: Promise<{ locale: string }> }) {
  const { locale } = await params;
  const me = await enterDesk(locale, "datasets");
  const rows = (await curatedDatasets(me)).sort((one, other) => other.createdAt.getTime() - one.createdAt.getTime());
  const t = await getTranslations("desk.datasets");
  return (
    <DeskSheet me={me}>
      <Opening title={t("title")} lede={t("lede")} />
      <Section title={t("yours")} note={t("yoursNote")}>
        {rows.length > 0 ? <List rows={rows} /> : <Empty title={t("none")}>{t("noneText")}</Empty>}
      </Section>
      <Section title={t("new")} note={t("newNote")}>
        <NewDataset languages={datasetInput.shape.language.options} kinds={kinds} licences={licences} />
      </Section>
    </DeskSheet>
  );
}

async function List({ rows }: { rows: Awaited<ReturnType<typeof curatedDatasets>> }) {
  const t = await getTranslations("desk.datasets");
  const desk = await getTranslations("desk");
  const locale = await getLocale();
  const columns = [
    { key: "title", label: t("column.dataset") },
    { key: "version", label: t("column.version") },
    { key: "state", label: t("column.state") },
    { key: "speech", label: t("column.speech"), numeric: true },
    { key: "clips", label: t("column.clips"), numeric: true },
    { key: "price", label: t("column.price"), numeric: true },
    { key: "made", label: t("column.made"), numeric: true },
  ];
  return (
    <LedgerTable caption={t("yours")} columns={columns}>
      {rows.map((row) => (
        <tr key={row.id}>
          <th scope="row" className="full">
            <Link href={`/desk/datasets/${row.id}`} className="b">
              {row.title}
            </Link>
            <span className="mono qq block">
              {row.slug}, {desk(`languages.${row.language}`)}
            </span>
          </th>
          <td className="num">v{row.number}</td>
          <td>
            <VersionState state={row.state} progressPercent={row.progressPercent} />
          </td>
          <td className="n d0">{row.speechSeconds === null ? "–" : formatDuration(row.speechSeconds, locale)}</td>
          <td className="n d0">{row.clipCount === null ? "–" : formatNumber(row.clipCount, locale)}</td>
          <td className="n end">{t("perHour", { price: formatCents(row.pricePerHourCents, locale) })}</td>
          <td className="n d0">{formatDate(row.createdAt, locale)}</td>
        </tr>
      ))}
    </LedgerTable>
  );
}
