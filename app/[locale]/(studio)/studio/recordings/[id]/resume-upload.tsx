"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useState } from "react";
import { FileDrop } from "@/components/studio/file-drop";
import { audioFault, transcriptFault } from "@/components/studio/file-fault";
import { UploadTrack } from "@/components/studio/upload-track";
import { useUpload } from "@/components/studio/use-upload";
import { Button } from "@/components/ui/button";
import { useRouter } from "@/i18n/navigation";

interface ResumeUploadProps {
  recordingId: string;
  hasTranscript: boolean;
  mostBytes: number;
}

/** The words and the consent are there, the bytes are not: they broke off, or the page was closed. */
export function ResumeUpload({ recordingId, hasTranscript, mostBytes }: ResumeUploadProps) {
  const t = useTranslations("upload");
  const router = useRouter();
  const [audio, setAudio] = useState<File>();
  const [transcript, setTranscript] = useState<File>();
  const [tried, setTried] = useState(false);
  const { state, start } = useUpload(recordingId);
  useEffect(() => {
    if (state.step === "done") router.refresh();
  }, [state.step, router]);
  const audioWrong = audio ? audioFault(audio, mostBytes) : tried ? "missing" : undefined;
  const transcriptWrong = transcript ? transcriptFault(transcript) : tried && hasTranscript ? "missing" : undefined;
  const send = () => {
    if (audio && !audioWrong && !transcriptWrong) void start({ audio, transcript });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!hasTranscript || transcript) send();
  };
  if (state.step !== "idle" && audio) {
    return (
      <UploadTrack state={state} name={audio.name} recordingHref={`/studio/recordings/${recordingId}`} onRetry={send} />
    );
  }
  return (
    <form onSubmit={submit} className="grid gap-5">
      <FileDrop
        label={t("audio")}
        hint={t("audioHint")}
        accept="audio/*,video/mp4,video/webm,.m4a,.amr,.opus,.flac"
        file={audio}
        onChoose={setAudio}
        error={audioWrong && t(`file.${audioWrong}`)}
      />
      {hasTranscript && (
        <FileDrop
          label={t("transcript")}
          hint={t("transcriptAgain")}
          accept="application/json,.json"
          file={transcript}
          onChoose={setTranscript}
          error={transcriptWrong && t(`file.${transcriptWrong}`)}
        />
      )}
      <div>
        <Button type="submit" weight="go">
          {t("sendFile")}
        </Button>
      </div>
    </form>
  );
}
