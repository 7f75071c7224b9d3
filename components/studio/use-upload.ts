"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { sendFile } from "@/components/studio/send-file";

export interface UploadFiles {
  audio: File;
  transcript?: File | undefined;
}

export type UploadState =
  | { step: "idle" }
  | { step: "sending"; sentBytes: number; totalBytes: number }
  /** The line was cut: it starts again by itself. */
  | { step: "lost"; sentBytes: number; totalBytes: number; againSeconds: number }
  | { step: "failed"; status: number | undefined }
  | { step: "done" };

const waitsSeconds = [2, 5, 10, 20, 40];

/** Sends the transcript, then the audio: with the audio the recording has arrived. A cut line is tried again five times. */
export function useUpload(recordingId: string | undefined) {
  const [state, setState] = useState<UploadState>({ step: "idle" });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  const start = useCallback(
    async (files: UploadFiles) => {
      if (!recordingId) return;
      running.current?.abort();
      const stop = new AbortController();
      running.current = stop;
      const show = (next: UploadState) => {
        if (!stop.signal.aborted) setState(next);
      };
      const totalBytes = files.audio.size + (files.transcript?.size ?? 0);
      let before = 0;
      for (const part of ["transcript", "audio"] as const) {
        const file = files[part];
        if (!file) continue;
        const failed = await persist(`/upload/${recordingId}/${part}`, file, stop.signal, (sentBytes, againSeconds) => {
          const seen = { sentBytes: before + sentBytes, totalBytes };
          show(againSeconds === undefined ? { step: "sending", ...seen } : { step: "lost", ...seen, againSeconds });
        });
        if (failed) return show({ step: "failed", status: failed.status });
        before += file.size;
      }
      show({ step: "done" });
    },
    [recordingId],
  );
  return { state, start };
}

/** Undefined: it arrived. */
async function persist(
  url: string,
  file: File,
  signal: AbortSignal,
  show: (sentBytes: number, againSeconds?: number) => void,
): Promise<{ status: number | undefined } | undefined> {
  for (const waitSeconds of [...waitsSeconds, undefined]) {
    let sentBytes = 0;
    show(0);
    const sent = await sendFile(
      url,
      file,
      (bytes) => {
        sentBytes = bytes;
        show(bytes);
      },
      signal,
    );
    if (sent.outcome === "sent") return undefined;
    if (sent.outcome === "refused") return { status: sent.status };
    if (waitSeconds === undefined || signal.aborted) break;
    show(sentBytes, waitSeconds);
    await connected(waitSeconds, signal);
  }
  return { status: undefined };
}

/** So many seconds, or less when the browser says that it is online again. */
function connected(seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      removeEventListener("online", end);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, seconds * 1_000);
    addEventListener("online", end);
    signal.addEventListener("abort", end);
  });
}
