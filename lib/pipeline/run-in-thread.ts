import { Worker } from "node:worker_threads";
import { compiledFfmpeg } from "./decode/ffmpeg-core.ts";
import type { PipelineThreadData } from "./pipeline-thread.ts";
import { type Processed, type RecordingInput, refuse } from "./processed.ts";
import { clocks } from "./rules.ts";
import type { Answer, Asked, Question } from "./steps/ask-parent.ts";
import { storeOfThread } from "./steps/store-in-parent.ts";
import { threadFile } from "./thread-file.ts";

type FromThread = { step: string; share: number } | { processed: Processed } | Question;

/**
 * Runs `processRecording` in a thread of its own, so that the event loop stays free. Ended after `limitMs`: then the
 * recording is refused as damaged. Services outside have a time of their own besides. Throws what the pipeline, the store
 * and the caller's questions throw, and the signal's reason when it is aborted.
 */
export async function processInThread(input: RecordingInput, limitMs: number = clocks.recordingMs): Promise<Processed> {
  const { onProgress, signal, store, stopAfterFingerprint, ...data } = input;
  signal?.throwIfAborted();
  const workerData: PipelineThreadData = {
    input: { ...data, ...givenAway(data) },
    ffmpeg: await compiledFfmpeg(),
    answers: { store: store !== undefined, stopAfterFingerprint: stopAfterFingerprint !== undefined },
  };
  const worker = startThread(workerData);
  const kept = store && storeOfThread(store);
  const answerTo = async (asked: Asked): Promise<unknown> =>
    asked.ask === "stop_after_fingerprint" ? stopAfterFingerprint?.(asked.sides) : kept?.answer(asked);
  let timer: NodeJS.Timeout | undefined;
  let abort: (() => void) | undefined;
  let over = false;
  let answering: Promise<unknown> = Promise.resolve();
  try {
    return await new Promise<Processed>((resolve, reject) => {
      const timesUp = () => resolve(refuse("damaged", { why: `took longer than ${limitMs} ms` }));
      timer = setTimeout(timesUp, limitMs + (input.services ? clocks.servicesMs : 0));
      abort = () => reject(signal?.reason);
      signal?.addEventListener("abort", abort, { once: true });
      worker.on("message", (message: FromThread) => {
        if (over) return;
        if ("processed" in message) resolve(message.processed);
        else if ("question" in message) {
          const answer = (said: unknown) => worker.postMessage({ answer: message.question, said } satisfies Answer);
          answering = answerTo(message.asked).then(answer, reject);
        } else onProgress?.(message.step, message.share);
      });
      worker.once("error", reject);
      worker.once("exit", () => reject(new Error("The pipeline's thread ended without an answer.")));
    });
  } finally {
    clearTimeout(timer);
    if (abort) signal?.removeEventListener("abort", abort);
    over = true;
    await worker.terminate();
    // Who forgets the results after this must not meet one that is still being written.
    await kept?.close();
    await answering;
  }
}

function startThread(workerData: PipelineThreadData): Worker {
  const { file, argv } = threadFile("pipeline-thread", import.meta.url);
  const transferList = [workerData.input.audio.buffer as ArrayBuffer];
  return new Worker(file, { workerData, transferList, argv, env: {} });
}

/** What may be a gigabyte goes from thread to thread, and is never there twice; memory that others use too is copied. */
function givenAway({ audio, givesAudioAway }: Pick<RecordingInput, "audio" | "givesAudioAway">) {
  return { audio: givesAudioAway ? audio : new Uint8Array(audio), givesAudioAway: true };
}
