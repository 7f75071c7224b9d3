import { parentPort, workerData } from "node:worker_threads";
import { takeCompiledFfmpeg } from "./decode/ffmpeg-core.ts";
import { processRecording } from "./process-recording.ts";
import type { RecordingInput } from "./processed.ts";
import { storeInParent } from "./steps/store-in-parent.ts";

export interface PipelineThreadData {
  input: Omit<RecordingInput, "onProgress" | "signal" | "store">;
  ffmpeg: WebAssembly.Module;
  /** Whether the parent holds a store of steps. */
  stored: boolean;
}

/** Entry of the pipeline thread: processes the one recording that it was started for. */
const { input, ffmpeg, stored } = workerData as PipelineThreadData;
takeCompiledFfmpeg(ffmpeg);
const processed = await processRecording({
  ...input,
  ...(stored && parentPort && { store: storeInParent(parentPort) }),
  onProgress: (step, share) => parentPort?.postMessage({ step, share }),
});
const buffers = processed.outcome === "processed" ? processed.clips.map(({ flac }) => flac.buffer as ArrayBuffer) : [];
parentPort?.postMessage({ processed }, [...new Set(buffers)]);
