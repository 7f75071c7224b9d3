"use client";

import { useLocale, useTranslations } from "next-intl";
import type { UploadState } from "@/components/studio/use-upload";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { Progress } from "@/components/ui/progress";
import { Link } from "@/i18n/navigation";
import { formatBytes, formatShare } from "@/lib/format";

interface UploadTrackProps {
  state: UploadState;
  name: string;
  /** Where the recording is: what has arrived is seen there. */
  recordingHref: string;
  onRetry: () => void;
}

const REFUSED: Record<number, string> = {
  401: "signedOut",
  404: "notAwaited",
  409: "notAwaited",
  413: "tooLarge",
  503: "stopped",
};

/** How far the bytes are, and what happened when they are not. The file stays chosen: nothing has to be found again. */
export function UploadTrack({ state, name, recordingHref, onRetry }: UploadTrackProps) {
  const t = useTranslations("upload");
  const locale = useLocale();
  if (state.step === "idle") return null;
  if (state.step === "done") return <Note tone="ok" title={t("arrived")} role="status" />;
  if (state.step === "failed") {
    const why = state.status === undefined ? "lostForGood" : (REFUSED[state.status] ?? "broken");
    const elsewhere = why === "notAwaited" || why === "tooLarge";
    return (
      <Note
        tone="stop"
        title={t(`failed.${why}`)}
        role="alert"
        action={
          elsewhere ? (
            <Link href={recordingHref}>{t("openRecording")}</Link>
          ) : (
            <Button onClick={onRetry}>{t("tryAgain")}</Button>
          )
        }
      >
        {t(`failed.${why}Text`)}
      </Note>
    );
  }
  const share = state.totalBytes > 0 ? Math.min(1, state.sentBytes / state.totalBytes) : 0;
  const said = t("progress", {
    share: formatShare(share, locale, 0),
    sent: formatBytes(state.sentBytes, locale),
    total: formatBytes(state.totalBytes, locale),
  });
  return (
    <div className="grid gap-3">
      {state.step === "lost" && (
        <Note title={t("lost", { share: formatShare(share, locale, 0) })} role="status">
          {t("lostText", { seconds: state.againSeconds })}
        </Note>
      )}
      <Progress share={share} label={t("progressOf", { name })} valueText={said} />
      <p className="num q">{said}</p>
      <p className="s12 qq">{t("stay")}</p>
    </div>
  );
}
