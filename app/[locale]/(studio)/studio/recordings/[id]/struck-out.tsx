import { getTranslations } from "next-intl/server";
import { StruckWord } from "@/components/player/transcript";
import type { RecordingPage } from "@/lib/contributions/read";

/** How often each kind of thing was struck out. */
export async function StruckOut({ recording, kinds }: { recording: RecordingPage; kinds: Record<string, string> }) {
  const t = await getTranslations("recordings");
  const counts = new Map<string, number>();
  for (const { kind } of recording.redactions ?? []) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  if (counts.size === 0) return <p className="q">{t("nothingStruck")}</p>;
  const most = [...counts].sort(([, one], [, other]) => other - one);
  return (
    <ul className="flex flex-wrap gap-x-6 gap-y-2">
      {most.map(([kind, count]) => (
        <li key={kind} className="num">
          <StruckWord kind={kinds[kind.toLowerCase()] ?? kinds.other ?? ""} /> x {count}
        </li>
      ))}
    </ul>
  );
}
