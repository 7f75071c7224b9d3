import type { Finding } from "@/lib/contributions/report";
import { formatDuration, formatNumber, formatShare } from "@/lib/format";

/** The words that the sentences about findings (desk.findings.what) are filled with; empty where a finding has none. */
export const wordsOf = (finding: Finding, locale: string) => ({
  party: "party" in finding ? finding.party.toUpperCase() : "",
  db: "db" in finding ? formatNumber(Math.round(finding.db), locale) : "",
  share: "share" in finding ? formatShare(finding.share, locale, finding.code === "offset" ? 1 : 0) : "",
  length: "seconds" in finding ? formatDuration(Math.round(finding.seconds), locale) : "",
  kept: "keptSeconds" in finding ? formatDuration(finding.keptSeconds, locale) : "",
  leftOut: "leftOutSeconds" in finding ? formatDuration(finding.leftOutSeconds, locale) : "",
  count: "count" in finding ? finding.count : 0,
});
