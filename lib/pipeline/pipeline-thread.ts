import { parentPort, workerData } from "node:worker_threads";
import { takeCompiledFfmpeg } from "./decode/ffmpeg-core.ts";
import { processRecording } from "./process-recording.ts";
import type { RecordingInput } from "./processed.ts";
import { askParent } from "./steps/ask-parent.ts";
import { storeInParent } from "./steps/store-in-parent.ts";

export interface PipelineThreadData {
  input: Omit<RecordingInput, "onProgress" | "signal" | "store" | "stopAfterFingerprint">;
  ffmpeg: WebAssembly.Module;
  /** What the parent answers questions about. */
  answers: { store: boolean; stopAfterFingerprint: boolean };
}

/** Entry of the pipeline thread: processes the one recording that it was started for. */
if (!parentPort) throw new Error("The pipeline's thread is started by run-in-thread.");
const port = parentPort;
const { input, ffmpeg, answers } = workerData as PipelineThreadData;
takeCompiledFfmpeg(ffmpeg);
const ask = askParent(port);
const processed = await processRecording({
  ...input,
  ...(answers.store && { store: storeInParent(ask) }),
  ...(answers.stopAfterFingerprint && {
    stopAfterFingerprint: (sides) => ask<boolean>({ ask: "stop_after_fingerprint", sides }),
  }),
  onProgress: (step, share) => port.postMessage({ step, share }),
});
const buffers = processed.outcome === "processed" ? processed.clips.map(({ flac }) => flac.buffer as ArrayBuffer) : [];
port.postMessage({ processed }, [...new Set(buffers)]);
