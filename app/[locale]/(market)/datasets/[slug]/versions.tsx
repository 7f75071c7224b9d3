import { getLocale, getTranslations } from "next-intl/server";
import { Section } from "@/components/shell/section";
import { LedgerTable } from "@/components/ui/ledger-table";
import { type State, StateWord } from "@/components/ui/state-word";
import { Link } from "@/i18n/navigation";
import type { DatasetPage } from "@/lib/catalog/read";
import { formatDate, formatDuration } from "@/lib/format";

const STATES: Partial<Record<DatasetPage["state"], { glyph: State; word: "current" | "superseded" | "withdrawn" }>> = {
  published: { glyph: "stands", word: "current" },
  superseded: { glyph: "notStarted", word: "superseded" },
  withdrawn: { glyph: "withdrawn", word: "withdrawn" },
};

/** Every version that was ever published. */
export async function Versions({ page }: { page: DatasetPage }) {
  const t = await getTranslations("dataset");
  const states = await getTranslations("state");
  const locale = await getLocale();
  const columns = [
    { key: "version", label: t("version"), className: "w-24" },
    { key: "state", label: t("stateColumn"), className: "w-36" },
    { key: "date", label: t("date"), className: "w-32" },
    { key: "changed", label: t("changed") },
    { key: "hours", label: t("speech"), numeric: true },
    { key: "commit", label: t("commit"), className: "w-24" },
  ];
  return (
    <Section title={t("versions")} note={t("versionsNote")} id="versions">
      <LedgerTable caption={t("versions")} columns={columns}>
        {page.history.map((version) => {
          const state = STATES[version.state];
          return (
            <tr key={version.number}>
              <td className="mono b">
                <Link
                  href={`/datasets/${page.slug}/v/${version.number}`}
                  className="max-wide:inline-block max-wide:py-3.5"
                  aria-current={version.number === page.number ? "page" : undefined}
                >
                  {`v${version.number}`}
                </Link>
              </td>
              <td>{state && <StateWord state={state.glyph}>{states(state.word)}</StateWord>}</td>
              <td className="nw q end">{version.publishedAt && formatDate(version.publishedAt, locale)}</td>
              <td className="full wrap-anywhere">{version.notes || t("firstRelease")}</td>
              <td className="n d0 nw">{formatDuration(version.speechSeconds ?? 0, locale)}</td>
              <td className="mono qq d0">{version.commit?.slice(0, 8)}</td>
            </tr>
          );
        })}
      </LedgerTable>
    </Section>
  );
}
