import { getLocale, getTranslations } from "next-intl/server";
import { FileRows } from "@/components/market/file-rows";
import { Section } from "@/components/shell/section";
import { LedgerTable } from "@/components/ui/ledger-table";
import type { DatasetPage } from "@/lib/catalog/read";
import { formatBytes, formatNumber } from "@/lib/format";

const FIRST_FILES = 12;

/** What one gets, byte for byte. */
export async function Files({ page }: { page: DatasetPage }) {
  const t = await getTranslations("dataset");
  const locale = await getLocale();
  const columns = [
    { key: "file", label: t("file") },
    { key: "size", label: t("size"), numeric: true },
    { key: "sha256", label: "sha256", className: "pl-6!" },
  ];
  const bytes = page.totalBytes ?? page.files.reduce((sum, file) => sum + file.bytes, 0);
  const note = t("filesNote", { count: formatNumber(page.files.length, locale), bytes: formatBytes(bytes, locale) });
  const rows = page.files.map((file) => ({ ...file, size: formatBytes(file.bytes, locale) }));
  const more = rows.slice(FIRST_FILES);
  return (
    <Section title={t("files")} note={note} id="files">
      <LedgerTable caption={t("files")} columns={columns} still className="files">
        <FileRows files={rows.slice(0, FIRST_FILES)} />
      </LedgerTable>
      {more.length > 0 && (
        <details className="mt-4">
          <summary className="textual cursor-pointer py-2">{t("moreFiles", { count: more.length })}</summary>
          <LedgerTable caption={t("files")} columns={columns} still headless className="files">
            <FileRows files={more} />
          </LedgerTable>
        </details>
      )}
    </Section>
  );
}
