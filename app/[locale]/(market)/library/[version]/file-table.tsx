import { getLocale, getTranslations } from "next-intl/server";
import type { Held } from "@/app/[locale]/(market)/library/[version]/held";
import { LinkRow } from "@/app/[locale]/(market)/library/[version]/link-row";
import { FileRows, shortDigest } from "@/components/market/file-rows";
import { LedgerTable } from "@/components/ui/ledger-table";
import { ClientWords } from "@/i18n/client-words";
import { Link } from "@/i18n/navigation";
import { formatBytes } from "@/lib/format";

interface FileTableProps {
  held: Held;
  /** Links are given: neither refunded nor withdrawn. */
  isOpen: boolean;
  all: boolean;
}

const FIRST_FILES = 30;

export async function FileTable({ held, isOpen, all }: FileTableProps) {
  const t = await getTranslations("library");
  const locale = await getLocale();
  const files = held.files.map((file) => ({ ...file, size: formatBytes(file.bytes, locale) }));
  const shown = all ? files : files.slice(0, FIRST_FILES);
  const columns = [
    { key: "file", label: t("file") },
    { key: "size", label: t("size"), numeric: true },
    { key: "sha256", label: "sha256" },
    ...(isOpen ? [{ key: "link", spoken: t("link"), numeric: true }] : []),
  ];
  return (
    <div>
      <LedgerTable caption={t("files")} columns={columns} still className="files">
        {isOpen ? (
          <ClientWords namespaces={["library", "errors", "ui"]}>
            {shown.map(({ path, size, sha256 }) => (
              <LinkRow
                key={path}
                versionId={held.versionId}
                file={{ path, size, sha256, shortDigest: shortDigest(sha256) }}
              />
            ))}
          </ClientWords>
        ) : (
          <FileRows files={shown} />
        )}
      </LedgerTable>
      {shown.length < files.length && (
        <p className="mt-3">
          <Link href={`/library/${held.versionId}?files=all`} scroll={false}>
            {t("showAll", { count: files.length })}
          </Link>
        </p>
      )}
    </div>
  );
}
