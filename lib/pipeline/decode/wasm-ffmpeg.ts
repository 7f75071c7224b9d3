import { Worker } from "node:worker_threads";
import { clocks } from "../rules.ts";
import { threadFile } from "../thread-file.ts";
import { compiledFfmpeg } from "./ffmpeg-core.ts";
import { FfmpegFailure } from "./ffmpeg-failure.ts";
import type { Ffmpeg, FfmpegReply } from "./ffmpeg-messages.ts";

/**
 * Starts a thread with ffmpeg's WASM build. `ask` answers within `limitMs` or terminates the thread and throws
 * FfmpegFailure; a WASM loop cannot outlive `terminate()`.
 */
export async function startWasmFfmpeg(): Promise<Ffmpeg> {
  const { file, argv } = threadFile("ffmpeg-thread", import.meta.url);
  const worker = new Worker(file, {
    workerData: { module: await compiledFfmpeg() },
    argv,
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  });
  let lastId = 0;
  let isGone = false;
  let waiting: { settle: (reply: FfmpegReply) => void; fail: (error: Error) => void } | undefined;

  const ready = new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new FfmpegFailure("ffmpeg did not start")), clocks.startMs);
    worker.once("message", () => {
      clearTimeout(timer);
      worker.on("message", (reply: FfmpegReply) => waiting?.settle(reply));
      resolve();
    });
    worker.once("error", (error) => {
      clearTimeout(timer);
      reject(error);
      waiting?.fail(new FfmpegFailure(`ffmpeg crashed: ${error.message}`));
    });
    worker.once("exit", () => {
      isGone = true;
      clearTimeout(timer);
      waiting?.fail(new FfmpegFailure("ffmpeg stopped"));
    });
  });
  await ready.catch(async (error) => {
    await worker.terminate();
    throw error;
  });

  return {
    async ask(request, limitMs) {
      if (isGone) throw new FfmpegFailure("ffmpeg stopped");
      const id = ++lastId;
      const reply = await new Promise<FfmpegReply>((resolve, reject) => {
        const timer = setTimeout(() => {
          reject(new FfmpegFailure(`ffmpeg ran longer than ${limitMs} ms`));
          void worker.terminate();
        }, limitMs);
        const over = () => {
          clearTimeout(timer);
          waiting = undefined;
        };
        waiting = {
          settle: (answer) => {
            over();
            resolve(answer);
          },
          fail: (error) => {
            over();
            reject(error);
          },
        };
        worker.postMessage({ ...request, id }, memoryOf(request));
      });
      if ("failed" in reply) throw new FfmpegFailure(reply.failed);
      return reply;
    },
    async stop() {
      await worker.terminate();
    },
  };
}

/** What goes with a question instead of being copied. */
function memoryOf(request: Parameters<Ffmpeg["ask"]>[0]): ArrayBuffer[] {
  if (request.verb === "encode") return [request.pcm.buffer as ArrayBuffer];
  return request.verb === "probe" && request.givesAudioAway ? [request.audio.buffer as ArrayBuffer] : [];
}
