import { getLocale, getTranslations } from "next-intl/server";
import { shortId } from "@/app/[locale]/(desk)/short-id";
import { Note } from "@/components/ui/note";
import type { repeatsOf } from "@/lib/contributions/read";
import { formatClock, formatShare } from "@/lib/format";

type Found = Awaited<ReturnType<typeof repeatsOf>>;
const SHOWN_STRETCHES = 6;

/** What of this recording is in earlier ones: its contributor is not told, so that nobody learns who sent what. */
export async function Repeated({ repeats }: { repeats: Found }) {
  if (repeats.length === 0) return null;
  const t = await getTranslations("desk.review");
  const locale = await getLocale();
  return (
    <Note tone="stop" title={t("repeated.title", { count: repeats.length })}>
      <ul className="grid gap-1">
        {repeats.map(({ earlierId, verdict, score, matches }) => (
          <li key={earlierId}>
            {t(`repeated.${verdict}`, { id: shortId(earlierId), share: formatShare(score, locale, 0) })}{" "}
            {matches
              .flatMap(({ stretches }) => stretches)
              .slice(0, SHOWN_STRETCHES)
              .map(({ fromSeconds, toSeconds }) => `${formatClock(fromSeconds)}–${formatClock(toSeconds)}`)
              .join(", ")}
          </li>
        ))}
      </ul>
      {t("repeated.note")}
    </Note>
  );
}
