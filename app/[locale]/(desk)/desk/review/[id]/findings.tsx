import { getLocale, getTranslations } from "next-intl/server";
import { wordsOf } from "@/app/[locale]/(desk)/desk/review/[id]/finding-words";
import { StateWord } from "@/components/ui/state-word";
import type { RecordingPage } from "@/lib/contributions/read";
import { findingsOf } from "@/lib/contributions/report";

/** What was found out about this recording that a reviewer should look at first, and how. */
export async function Findings({ recording }: { recording: RecordingPage }) {
  const t = await getTranslations("desk.findings");
  const locale = await getLocale();
  const findings = findingsOf(recording.report?.report);
  if (findings.length === 0) return null;
  return (
    <section aria-label={t("title")} className="shrink-0">
      <h2 className="s12 qq mb-1.5">{t("title")}</h2>
      <ul className="grid gap-1">
        {findings.map((finding) => (
          <li key={`${finding.code}${wordsOf(finding, locale).party}`}>
            <StateWord state="waiting">
              <b className="b">{t(`what.${finding.code}`, wordsOf(finding, locale))}</b>{" "}
              <span className="q">{t(`check.${finding.code}`)}</span>
            </StateWord>
          </li>
        ))}
      </ul>
    </section>
  );
}
