import { getLocale, getTranslations } from "next-intl/server";
import { StateWord } from "@/components/ui/state-word";
import type { RecordingPage } from "@/lib/contributions/read";
import { type Finding, findingsOf } from "@/lib/contributions/report";
import { formatDuration, formatNumber, formatShare } from "@/lib/format";

/** What was found out about this recording that a reviewer should look at first, and how. */
export async function Findings({ recording }: { recording: RecordingPage }) {
  const t = await getTranslations("desk.findings");
  const locale = await getLocale();
  const findings = findingsOf(recording.report?.report);
  if (findings.length === 0) return null;
  const words = (finding: Finding) => ({
    party: "party" in finding ? finding.party.toUpperCase() : "",
    db: "db" in finding ? formatNumber(Math.round(finding.db), locale) : "",
    share: "share" in finding ? formatShare(finding.share, locale, finding.code === "offset" ? 1 : 0) : "",
    length: "seconds" in finding ? formatDuration(Math.round(finding.seconds), locale) : "",
    count: "count" in finding ? finding.count : 0,
  });
  return (
    <section aria-label={t("title")} className="shrink-0">
      <h2 className="s12 qq mb-1.5">{t("title")}</h2>
      <ul className="grid gap-1">
        {findings.map((finding) => (
          <li key={`${finding.code}${words(finding).party}`}>
            <StateWord state="waiting">
              <b className="b">{t(`what.${finding.code}`, words(finding))}</b>{" "}
              <span className="q">{t(`check.${finding.code}`)}</span>
            </StateWord>
          </li>
        ))}
      </ul>
    </section>
  );
}
