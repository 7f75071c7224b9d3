import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Section } from "@/components/shell/section";
import { LedgerTable } from "@/components/ui/ledger-table";
import type { DatasetPage } from "@/lib/catalog/read";

/** Where each promise can be checked: the file that holds it, with its digest. */
export async function Provenance({ page }: { page: DatasetPage }) {
  const t = await getTranslations("dataset");
  const file = (path: string): ReactNode => {
    const digest = page.files.find((one) => one.path === path)?.sha256;
    return (
      <>
        <span className="mono">{path}</span>
        {digest && <span className="mono q wrap-anywhere">{` sha256:${digest}`}</span>}
      </>
    );
  };
  const rows = [
    {
      key: "consent",
      term: t("consent"),
      says: t("consentText", { count: page.clipCount ?? 0 }),
      proof: file("consent.jsonl"),
    },
    { key: "disguise", term: t("disguise"), says: t("disguiseText"), proof: file("anonymization.json") },
    { key: "fields", term: t("metadata"), says: t("metadataText"), proof: file("metadata.parquet") },
    { key: "manifest", term: t("manifest"), says: t("manifestText"), proof: file("manifest.json") },
    ...(page.commit
      ? [
          {
            key: "commit",
            term: t("commit"),
            says: t("commitText"),
            proof: <span className="mono wrap-anywhere">{page.commit}</span>,
          },
        ]
      : []),
  ];
  const columns = [
    { key: "what", spoken: t("provenance"), className: "w-48" },
    { key: "proof", spoken: t("proof") },
  ];
  return (
    <Section title={t("provenance")} note={t("provenanceNote")} id="provenance" tight>
      <LedgerTable caption={t("provenance")} columns={columns} still headless>
        {rows.map(({ key, term, says, proof }) => (
          <tr key={key}>
            <th scope="row" className="b w-48 full">
              {term}
            </th>
            <td className="full">
              {says}
              <div className="s12 mt-0.5">{proof}</div>
            </td>
          </tr>
        ))}
      </LedgerTable>
    </Section>
  );
}
