import { Worker } from "node:worker_threads";
import { compiledFfmpeg } from "./decode/ffmpeg-core.ts";
import type { PipelineThreadData } from "./pipeline-thread.ts";
import { type Processed, type RecordingInput, refuse } from "./processed.ts";
import { clocks } from "./rules.ts";
import { answerQuestion, type StoreQuestion } from "./steps/store-in-parent.ts";
import { threadFile } from "./thread-file.ts";

type FromThread = { step: string; share: number } | { processed: Processed } | StoreQuestion;

/**
 * Runs `processRecording` in a thread of its own, so that the event loop stays free. Ended after `limitMs`: then the
 * recording is refused as damaged. Services outside have a time of their own besides. Throws what the pipeline throws, and the signal's reason when it is aborted.
 */
export async function processInThread(input: RecordingInput, limitMs: number = clocks.recordingMs): Promise<Processed> {
  const { onProgress, signal, store, ...data } = input;
  signal?.throwIfAborted();
  const { file, argv } = threadFile("pipeline-thread", import.meta.url);
  const workerData: PipelineThreadData = {
    input: { ...data, audio: shared(data.audio) },
    ffmpeg: await compiledFfmpeg(),
    stored: store !== undefined,
  };
  const worker = new Worker(file, { workerData, argv, env: {} });
  let timer: NodeJS.Timeout | undefined;
  let abort: (() => void) | undefined;
  let over = false;
  let storing: Promise<unknown> = Promise.resolve();
  try {
    return await new Promise<Processed>((resolve, reject) => {
      const timesUp = () => resolve(refuse("damaged", { why: `took longer than ${limitMs} ms` }));
      timer = setTimeout(timesUp, limitMs + (input.services ? clocks.servicesMs : 0));
      abort = () => reject(signal?.reason);
      signal?.addEventListener("abort", abort, { once: true });
      worker.on("message", (message: FromThread) => {
        if (over) return;
        if ("processed" in message) resolve(message.processed);
        else if ("question" in message && store) {
          storing = answerQuestion(store, message).then((answer) => worker.postMessage(answer));
        } else if ("step" in message) onProgress?.(message.step, message.share);
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
    await storing;
  }
}

/** In memory that threads share: the pipeline's and ffmpeg's get no copies of their own of what may be a gigabyte. */
function shared(audio: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(new SharedArrayBuffer(audio.length));
  bytes.set(audio);
  return bytes;
}
