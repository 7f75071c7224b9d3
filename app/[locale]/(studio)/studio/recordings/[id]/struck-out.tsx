import { getTranslations } from "next-intl/server";
import { StruckWord } from "@/components/player/transcript";
import { struckCounts } from "@/components/studio/struck-count";
import type { RecordingPage } from "@/lib/contributions/read";

/** How often each kind of thing was struck out. */
export async function StruckOut({ recording, kinds }: { recording: RecordingPage; kinds: Record<string, string> }) {
  const t = await getTranslations("recordings");
  const counts = struckCounts(recording.redactions ?? []);
  if (counts.length === 0) return <p className="q">{t("nothingStruck")}</p>;
  return (
    <ul className="flex flex-wrap gap-x-6 gap-y-2">
      {counts.map(({ kind, count }) => (
        <li key={kind} className="num">
          <StruckWord kind={kinds[kind.toLowerCase()] ?? kinds.other ?? ""} /> x {count}
        </li>
      ))}
    </ul>
  );
}
