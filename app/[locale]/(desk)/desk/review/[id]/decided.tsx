import { getLocale, getTranslations } from "next-intl/server";
import { Head } from "@/app/[locale]/(desk)/desk/review/[id]/head";
import type { Waiting } from "@/app/[locale]/(desk)/desk/review/[id]/queue";
import { LinkButton } from "@/components/ui/link-button";
import { Note } from "@/components/ui/note";
import type { RecordingPage } from "@/lib/contributions/read";
import { formatDateTime } from "@/lib/format";

/** Somebody was faster, or it was decided long ago: said, with the way on. */
export async function Decided({ recording, queue, now }: { recording: RecordingPage; queue: Waiting[]; now: Date }) {
  const t = await getTranslations("desk.review");
  const reasons = await getTranslations("reasons");
  const locale = await getLocale();
  const decided = recording.history.findLast((step) => step.toState === recording.state);
  const { reason } = recording;
  const at = decided ? formatDateTime(decided.at, locale) : "";
  return (
    <>
      <Head recording={recording} now={now} />
      <Note
        tone={recording.state === "accepted" ? "ok" : "wait"}
        role="status"
        title={t(`decided.${recording.state}`, { at })}
        action={
          <LinkButton href={queue[0] ? `/desk/review/${queue[0].id}` : "/desk/review"} weight="go">
            {t("goOn")}
          </LinkButton>
        }
      >
        {reason && (reasons.has(reason) ? reasons(reason) : reason)} {recording.note}
      </Note>
    </>
  );
}
