import { parentPort, workerData } from "node:worker_threads";
import { channelSplitter } from "./channel-splitter.ts";
import { decodeArguments, probeArguments } from "./ffmpeg-arguments.ts";
import { type FfmpegCore, startCore } from "./ffmpeg-core.ts";
import type { DecodeRequest, EncodeRequest, FfmpegReply, FfmpegRequest, ProbeReply } from "./ffmpeg-messages.ts";
import type { Container } from "./sniff.ts";

/** Entry of the ffmpeg thread: answers one request after the other until its parent terminates it. */
const { module } = workerData as { module: WebAssembly.Module };
const quiet = ["-nostdin", "-hide_banner", "-v", "error", "-y"];
/** Every run leaks a little inside the instance; after some hundred it fails. A fresh one costs 30 ms. */
const runsPerCore = 64;
let core: FfmpegCore | undefined = await startCore(module);
let runs = 0;
parentPort?.postMessage({ ready: true });

parentPort?.on("message", async (request: FfmpegRequest) => {
  let reply: FfmpegReply;
  try {
    reply = await answer(request);
  } catch (error) {
    reply = { id: request.id, failed: wordsOf(error) };
    // A failed run may have left the heap in any state; the next request gets a fresh one.
    core = undefined;
  }
  const transfer =
    "left" in reply ? [reply.left.buffer, reply.right.buffer] : "flac" in reply ? [reply.flac.buffer] : [];
  parentPort?.postMessage(reply, transfer as ArrayBuffer[]);
});

/** Emscripten's file system throws what is no Error and has no words. */
function wordsOf(error: unknown): string {
  return error instanceof Error && error.message ? error.message : "ffmpeg gave up on this file";
}

async function answer(request: FfmpegRequest): Promise<FfmpegReply> {
  if (!core || (request.verb === "encode" && runs >= runsPerCore)) {
    core = await startCore(module);
    runs = 0;
  }
  if (request.verb === "probe") return probe(core, request.id, request.audio, request.container);
  if (request.verb === "encode") {
    runs++;
    return encode(core, request);
  }
  const decoded = decode(core, request);
  // What a stranger's file did to this heap must not meet the encoder.
  core = undefined;
  return decoded;
}

/** What ffprobe says about the first sound stream; its exit code is not passed on by this build, its file is. */
function probe(core: FfmpegCore, id: number, audio: Uint8Array, container: Container): ProbeReply {
  core.FS.writeFile("in", audio, { canOwn: true });
  core.FS.writeFile("probe.json", new TextEncoder().encode("{}"));
  core.ffprobe("-o", "probe.json", ...probeArguments(container, "in"));
  return { id, json: new TextDecoder().decode(core.FS.readFile("probe.json")) };
}

function decode(core: FfmpegCore, request: DecodeRequest): FfmpegReply {
  const errors: string[] = [];
  core.setLogger(({ message }) => {
    if (errors.length < 5 && message !== "Aborted()") errors.push(message.slice(0, 200));
  });
  const samples = channelSplitter(request.channels, request.mostSeconds * request.sampleRateHz);
  const device = core.FS.makedev(64, 1);
  core.FS.registerDevice(device, {
    open: () => undefined,
    close: () => undefined,
    llseek: () => 0,
    write(_stream, heap, offset, length) {
      const more = samples.write(new Uint8Array(heap.buffer, heap.byteOffset + offset, length));
      if (!more) throw new core.FS.ErrnoError(27);
      return length;
    },
  });
  core.FS.mkdev("/samples", device);
  const code = core.exec(...decodeArguments(request, "in", "/samples"));
  const { left, right } = samples.finish();
  return { id: request.id, code, errors, left, right };
}

function encode(core: FfmpegCore, request: EncodeRequest): FfmpegReply {
  core.reset();
  core.FS.writeFile("clip.pcm", request.pcm, { canOwn: true });
  const code = core.exec(
    ...quiet,
    ...["-f", "s16le", "-ar", String(request.sampleRateHz), "-ac", String(request.channels), "-i", "clip.pcm"],
    ...["-map_metadata", "-1", "-c:a", "flac", "-compression_level", "5", "-fflags", "+bitexact"],
    ...["-flags:a", "+bitexact", "-f", "flac", "clip.flac"],
  );
  if (code !== 0) throw new Error(`flac encoding ended with code ${code}`);
  const flac = core.FS.readFile("clip.flac");
  core.FS.unlink("clip.flac");
  return { id: request.id, flac };
}
