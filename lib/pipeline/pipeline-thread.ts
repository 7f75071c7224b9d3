import { parentPort, workerData } from "node:worker_threads";
import { takeCompiledFfmpeg } from "./decode/ffmpeg-core.ts";
import { processRecording } from "./process-recording.ts";
import type { RecordingInput } from "./processed.ts";

export interface PipelineThreadData {
  input: Omit<RecordingInput, "onProgress" | "signal">;
  ffmpeg: WebAssembly.Module;
}

/** Entry of the pipeline thread: processes the one recording that it was started for. */
const { input, ffmpeg } = workerData as PipelineThreadData;
takeCompiledFfmpeg(ffmpeg);
const processed = await processRecording({
  ...input,
  onProgress: (step, share) => parentPort?.postMessage({ step, share }),
});
const buffers = processed.outcome === "processed" ? processed.clips.map(({ flac }) => flac.buffer as ArrayBuffer) : [];
parentPort?.postMessage({ processed }, [...new Set(buffers)]);
