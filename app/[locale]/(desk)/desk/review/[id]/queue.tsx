import { getLocale, getTranslations } from "next-intl/server";
import { shortId } from "@/app/[locale]/(desk)/short-id";
import { Link } from "@/i18n/navigation";
import { isUnsure, type reviewQueue } from "@/lib/contributions/read";
import { formatClock, formatDateTime, formatDuration } from "@/lib/format";

export type Waiting = Awaited<ReturnType<typeof reviewQueue>>[number];

/** Passages that a reviewer has to look at: struck out in doubt, or left in doubt. */
export const toCheck = ({ redactions, offered }: Pick<Waiting, "redactions" | "offered">): number =>
  (redactions ?? []).filter(isUnsure).length + offered;

/** Seconds that a recording has waited, whole. */
export const waitedSeconds = (row: Waiting, now: Date): number =>
  Math.max(0, Math.floor((now.getTime() - row.waitingSince.getTime()) / 1000));

/** What waits, longest first, at the left of the one that is open. */
export async function Queue({ rows, current, now }: { rows: Waiting[]; current: string; now: Date }) {
  const t = await getTranslations("desk.review");
  const locale = await getLocale();
  return (
    <nav className="queue" aria-label={t("queue")}>
      <h2>
        {t("waiting")} <span>{t("longestFirst")}</span>
      </h2>
      <ol>
        {rows.map((row) => (
          <li key={row.id}>
            <Link
              href={`/desk/review/${row.id}`}
              prefetch={false}
              aria-current={row.id === current ? "page" : undefined}
            >
              <span className="mono">{shortId(row.id)}</span>
              <span className="n">{formatClock(row.durationSeconds ?? 0)}</span>
              <em title={formatDateTime(row.waitingSince, locale)}>
                {t("queueLine", { count: toCheck(row), waited: formatDuration(waitedSeconds(row, now), locale) })}
              </em>
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
