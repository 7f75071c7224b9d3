import { getLocale, getTranslations } from "next-intl/server";
import { RecordingState, reasonWords } from "@/app/[locale]/(studio)/studio/recording-state";
import { Found } from "@/app/[locale]/(studio)/studio/recordings/[id]/found";
import { KeepOwnSide } from "@/app/[locale]/(studio)/studio/recordings/[id]/keep-own-side";
import { ResumeUpload } from "@/app/[locale]/(studio)/studio/recordings/[id]/resume-upload";
import { RefreshWhile } from "@/components/studio/refresh-while";
import { LinkButton } from "@/components/ui/link-button";
import { Note } from "@/components/ui/note";
import { Progress } from "@/components/ui/progress";
import { ClientWords } from "@/i18n/client-words";
import type { RecordingPage } from "@/lib/contributions/read";
import { env } from "@/lib/env";
import { formatDate, formatShare } from "@/lib/format";

/** Between two looks while a person has to answer: the other party, or a reviewer. */
const SLOW_LOOK_MS = 10_000;

/** Where the recording stands now, and what its contributor can do about it. */
export async function Standing({ recording }: { recording: RecordingPage }) {
  const { state } = recording;
  return (
    <div className="grid max-w-[720px] gap-4">
      <p aria-live="polite">
        <RecordingState recording={recording} reason={false} />
      </p>
      {(state === "received" || state === "processing") && <Working percent={recording.progressPercent} />}
      {(state === "refused" || state === "failed") && <NotTaken recording={recording} />}
      {state === "announced" && <Unfinished recording={recording} />}
      {state === "waiting" && <Waiting recording={recording} />}
      {(state === "waiting" || state === "in_review") && <RefreshWhile everyMs={SLOW_LOOK_MS} />}
      {(state === "in_review" || state === "accepted" || state === "withdrawn") && <Said kind={state} />}
    </div>
  );
}

async function Said({ kind }: { kind: "in_review" | "accepted" | "withdrawn" }) {
  const t = await getTranslations("recordings");
  return <p className="q">{t(`said.${kind}`)}</p>;
}

async function Working({ percent }: { percent: number }) {
  const t = await getTranslations("recordings");
  const share = formatShare(percent / 100, await getLocale(), 0);
  return (
    <>
      <Progress share={percent / 100} label={t("workingOn")} valueText={share} />
      <p className="q">{t("said.working")}</p>
      <RefreshWhile />
    </>
  );
}

async function NotTaken({ recording }: { recording: RecordingPage }) {
  const t = await getTranslations("recordings");
  const failed = recording.state === "failed";
  const { earlier } = recording;
  const at = earlier && formatDate(earlier.at, await getLocale());
  const again = failed ? undefined : <LinkButton href="/studio/upload">{t("sendAnother")}</LinkButton>;
  return (
    <Note tone="stop" title={await reasonWords(recording.reason ?? "failed")} action={again}>
      {earlier && at && t("earlierCall", { title: earlier.title, at })}{" "}
      {recording.note && t("reviewerNote", { note: recording.note })}{" "}
      <Found reason={recording.reason} detail={recording.detail} /> {t(failed ? "said.failed" : "said.refused")}
    </Note>
  );
}

async function Unfinished({ recording }: { recording: RecordingPage }) {
  const t = await getTranslations("recordings");
  return (
    <>
      <p className="q">{t("said.announced")}</p>
      <ClientWords namespaces={["upload"]}>
        <ResumeUpload
          recordingId={recording.id}
          hasTranscript={recording.hasTranscript}
          mostBytes={env().UPLOAD_BYTES}
        />
      </ClientWords>
    </>
  );
}

async function Waiting({ recording }: { recording: RecordingPage }) {
  const t = await getTranslations("recordings");
  return (
    <div>
      <p className="q">{t("said.waiting")}</p>
      <ClientWords namespaces={["recordings", "errors"]}>
        <KeepOwnSide recordingId={recording.id} />
      </ClientWords>
    </div>
  );
}
