"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, startTransition, useEffect, useState } from "react";
import { announceRecording } from "@/app/[locale]/(studio)/studio/upload/actions";
import { CallFields, ConsentFields } from "@/app/[locale]/(studio)/studio/upload/upload-fields";
import { FileDrop } from "@/components/studio/file-drop";
import { audioFault, transcriptFault } from "@/components/studio/file-fault";
import { FormNote } from "@/components/studio/form-note";
import { UploadTrack } from "@/components/studio/upload-track";
import { useForm } from "@/components/studio/use-form";
import { useUpload } from "@/components/studio/use-upload";
import { Button } from "@/components/ui/button";
import { useRouter } from "@/i18n/navigation";

export interface UploadFormProps {
  mostBytes: number;
  /** "$0.30" and "$0.15": what a minute is paid. */
  rates: { both: string; own: string };
  /** The text that is agreed to, drawn by the page. */
  notice: ReactNode;
}

/** First the words and the consent, then the bytes. Files stay chosen until they have arrived. */
export function UploadForm({ mostBytes, rates, notice }: UploadFormProps) {
  const t = useTranslations("upload");
  const router = useRouter();
  const { answer, send, pending } = useForm(announceRecording);
  const [audio, setAudio] = useState<File>();
  const [transcript, setTranscript] = useState<File>();
  const [tried, setTried] = useState(false);
  const id = answer.status === "done" ? answer.result : undefined;
  const upload = useUpload(id);
  const { start, state } = upload;
  const audioWrong = audio ? audioFault(audio, mostBytes) : tried ? "missing" : undefined;
  const transcriptWrong = transcript && transcriptFault(transcript);

  useEffect(() => {
    if (id && audio) void start({ audio, transcript });
    // Once an id is there: a file chosen later belongs to the next call.
  }, [id, start, audio, transcript]);
  useEffect(() => {
    if (state.step === "done" && id) router.push(`/studio/recordings/${id}`);
  }, [state.step, id, router]);

  if (id && audio) {
    const again = () => void start({ audio, transcript });
    return (
      <div className="grid max-w-[720px] gap-4" aria-live="polite">
        <p className="display d20 wrap-anywhere">{audio.name}</p>
        <UploadTrack state={state} name={audio.name} recordingHref={`/studio/recordings/${id}`} onRetry={again} />
      </div>
    );
  }
  // Not the form's own action: React would empty every field after an answer.
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (!audio || audioWrong || transcriptWrong) return;
    const form = new FormData(event.currentTarget);
    startTransition(() => send(form));
  };
  return (
    <form onSubmit={submit} className="grid max-w-[720px] gap-8" noValidate>
      <FormNote answer={answer} title={t("notAdded")} />
      <FileDrop
        label={t("audio")}
        hint={t("audioHint")}
        accept="audio/*,video/mp4,video/webm,.m4a,.amr,.opus,.flac"
        file={audio}
        onChoose={setAudio}
        error={audioWrong && t(`file.${audioWrong}`)}
      />
      <CallFields answer={answer} rates={rates} />
      <FileDrop
        label={t("transcript")}
        hint={t("transcriptHint")}
        accept="application/json,.json"
        file={transcript}
        onChoose={setTranscript}
        error={transcriptWrong && t(`file.${transcriptWrong}`)}
        optional
      />
      {transcript && <input type="hidden" name="hasTranscript" value="on" />}
      <ConsentFields answer={answer} notice={notice} />
      <div>
        <Button type="submit" weight="go" size="lg" disabled={pending}>
          {pending ? t("adding") : t("add")}
        </Button>
      </div>
    </form>
  );
}
