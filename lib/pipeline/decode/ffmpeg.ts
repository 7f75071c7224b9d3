import { Worker } from "node:worker_threads";
import { clocks } from "../rules.ts";
import { threadFile } from "../thread-file.ts";
import { compiledFfmpeg } from "./ffmpeg-core.ts";
import type { FfmpegReply, FfmpegRequest } from "./ffmpeg-messages.ts";

type Unnumbered<T> = T extends { id: number } ? Omit<T, "id"> : never;
type Answered = Exclude<FfmpegReply, { failed: string }>;

/** ffmpeg said no, crashed, or ran past its clock; the thread is gone in the last two cases. */
export class FfmpegFailure extends Error {
  override name = "FfmpegFailure";
}

/** One ffmpeg thread of one recording. */
export interface Ffmpeg {
  ask(request: Unnumbered<FfmpegRequest>, limitMs: number): Promise<Answered>;
  stop(): Promise<void>;
}

/**
 * Starts an ffmpeg thread. It must be stopped. `ask` answers within `limitMs` or terminates the thread and throws
 * FfmpegFailure; a WASM loop cannot outlive `terminate()`.
 */
export async function startFfmpeg(): Promise<Ffmpeg> {
  const { file, argv } = threadFile("ffmpeg-thread", import.meta.url);
  const worker = new Worker(file, {
    workerData: { module: await compiledFfmpeg() },
    argv,
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  });
  let lastId = 0;
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
        worker.postMessage({ ...request, id });
      });
      if ("failed" in reply) throw new FfmpegFailure(reply.failed);
      return reply;
    },
    async stop() {
      await worker.terminate();
    },
  };
}
