import { runBounded } from "./bounded-process.ts";
import { channelSplitter } from "./channel-splitter.ts";
import { decodeArguments, probeArguments } from "./ffmpeg-arguments.ts";
import { FfmpegFailure } from "./ffmpeg-failure.ts";
import type { DecodeReply, Ffmpeg } from "./ffmpeg-messages.ts";
import { letGo } from "./let-go.ts";
import type { NativeDecoder } from "./native-decoder.ts";
import { type UnnamedFile, unnamedFile } from "./unnamed-file.ts";
import { startWasmFfmpeg } from "./wasm-ffmpeg.ts";

type Asked = Parameters<Ffmpeg["ask"]>[0];
type DecodeAsked = Extract<Asked, { verb: "decode" }>;

const input = "/proc/self/fd/3";
const mostProbeCharacters = 100_000;

/**
 * The native ffmpeg behind the same questions. It decodes in a bounded process for each question; FLAC is encoded by the
 * WASM build here too, so that the same samples are the same bytes on every machine.
 */
export function startNativeFfmpeg(decoder: NativeDecoder): Ffmpeg {
  const stopping = new AbortController();
  let file: UnnamedFile | undefined;
  let encoder: Promise<Ffmpeg> | undefined;
  const run = (command: string[], limitMs: number, onOutput: (bytes: Uint8Array) => boolean) => {
    if (!file) throw new FfmpegFailure("there is no file to decode");
    const { offline, user } = decoder;
    const bounds = { input: file.descriptor, limitMs, onOutput, user, signal: stopping.signal };
    return runBounded({ command: [...offline, ...command], ...bounds });
  };
  const forget = () => {
    file?.close();
    file = undefined;
  };

  async function probe(asked: Extract<Asked, { verb: "probe" }>, limitMs: number) {
    const { audio, container, givesAudioAway } = asked;
    forget();
    file = unnamedFile(audio, decoder.user);
    // The file holds it now.
    if (givesAudioAway) letGo(audio);
    let json = "";
    await run([decoder.ffprobe, ...probeArguments(container, input)], limitMs, (bytes) => {
      json += Buffer.from(bytes).toString("latin1");
      return json.length < mostProbeCharacters;
    });
    return { id: 0, json };
  }

  async function decode(request: DecodeAsked, limitMs: number): Promise<DecodeReply> {
    const samples = channelSplitter(request.channels, request.mostSeconds * request.sampleRateHz);
    const command = [decoder.ffmpeg, ...decodeArguments(request, input, "pipe:1")];
    try {
      return { id: 0, ...(await run(command, limitMs, samples.write)), ...samples.finish() };
    } finally {
      forget();
    }
  }

  return {
    async ask(request, limitMs) {
      if (stopping.signal.aborted) throw new FfmpegFailure("ffmpeg stopped");
      if (request.verb === "probe") return await probe(request, limitMs);
      if (request.verb === "decode") return await decode(request, limitMs);
      encoder ??= startWasmFfmpeg();
      return await (await encoder).ask(request, limitMs);
    },
    async stop() {
      stopping.abort(new FfmpegFailure("ffmpeg stopped"));
      forget();
      await (await encoder)?.stop();
    },
  };
}
