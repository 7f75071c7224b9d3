import { getLocale, getTranslations } from "next-intl/server";
import { reasonWords } from "@/app/[locale]/(studio)/studio/recording-state";
import type { RecordingPage } from "@/lib/contributions/read";
import { formatDateTime, formatRelative } from "@/lib/format";

type Event = RecordingPage["history"][number];

/** Every change of state with its time, newest last. */
export async function History({ events }: { events: Event[] }) {
  const t = await getTranslations("recordings");
  const locale = await getLocale();
  const now = new Date();
  const reasons = await Promise.all(events.map((event) => (event.reason ? reasonWords(event.reason) : undefined)));
  return (
    <ol className="tl">
      {events.map((event, place) => (
        <li key={`${event.at.toISOString()}${event.toState}`}>
          <time dateTime={event.at.toISOString()} title={formatDateTime(event.at, locale)} className="q num">
            {formatRelative(event.at, now, locale)}
          </time>
          <b className="b">{t(`history.${event.toState}`)}</b>
          <p className="q">{reasons[place] ?? t(`historyText.${event.toState}`)}</p>
        </li>
      ))}
    </ol>
  );
}
