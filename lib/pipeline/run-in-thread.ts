import { Worker } from "node:worker_threads";
import { compiledFfmpeg } from "./decode/ffmpeg-core.ts";
import type { PipelineThreadData } from "./pipeline-thread.ts";
import { type Processed, type RecordingInput, refuse } from "./processed.ts";
import { clocks } from "./rules.ts";
import { threadFile } from "./thread-file.ts";

type FromThread = { step: string; share: number } | { processed: Processed };

/**
 * Runs `processRecording` in a thread of its own, so that the event loop stays free. Ended after `limitMs`: then the
 * recording is refused as damaged. Throws what the pipeline throws, and the signal's reason when it is aborted.
 */
export async function processInThread(input: RecordingInput, limitMs: number = clocks.recordingMs): Promise<Processed> {
  const { onProgress, signal, ...data } = input;
  signal?.throwIfAborted();
  const { file, argv } = threadFile("pipeline-thread", import.meta.url);
  const workerData: PipelineThreadData = { input: data, ffmpeg: await compiledFfmpeg() };
  const worker = new Worker(file, { workerData, argv, env: {} });
  let timer: NodeJS.Timeout | undefined;
  let abort: (() => void) | undefined;
  try {
    return await new Promise<Processed>((resolve, reject) => {
      timer = setTimeout(() => resolve(refuse("damaged", { why: `took longer than ${limitMs} ms` })), limitMs);
      abort = () => reject(signal?.reason);
      signal?.addEventListener("abort", abort, { once: true });
      worker.on("message", (message: FromThread) => {
        if ("processed" in message) resolve(message.processed);
        else onProgress?.(message.step, message.share);
      });
      worker.once("error", reject);
      worker.once("exit", () => reject(new Error("The pipeline's thread ended without an answer.")));
    });
  } finally {
    clearTimeout(timer);
    if (abort) signal?.removeEventListener("abort", abort);
    await worker.terminate();
  }
}
