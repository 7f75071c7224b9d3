import { spawn } from "node:child_process";
import { once } from "node:events";
import { buffer } from "node:stream/consumers";
import { type Decoded, decode } from "../lib/pipeline/decode/decode.ts";
import type { Ffmpeg } from "../lib/pipeline/decode/ffmpeg.ts";
import type { Container } from "../lib/pipeline/decode/sniff.ts";

const timeoutMs = 60_000;

/** A program that a bench uses where it is installed. */
async function runOn(input: Uint8Array, program: string, args: readonly string[]): Promise<Buffer> {
  const child = spawn(program, args, { stdio: ["pipe", "pipe", "ignore"], timeout: timeoutMs });
  const ended = once(child, "close") as Promise<[number | null]>;
  // A program that ends before it has read everything says so by its code.
  child.stdin.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") child.kill();
  });
  child.stdin.end(input);
  const output = await buffer(child.stdout);
  const [code] = await ended;
  if (code !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${code}`);
  return output;
}

export interface Codec {
  name: string;
  container: Container;
  /** One channel only, as a telephone's recorder writes it. */
  mono?: boolean;
  encode: (wav: Uint8Array) => Promise<Uint8Array>;
}

const ffmpegCodec = (name: string, container: Container, args: string): Codec => ({
  ...{ name, container },
  encode: (wav) => runOn(wav, "ffmpeg", `-v error -f wav -i pipe:0 ${args} pipe:1`.split(" ")),
});
const soxCodec = (name: string, container: Container, args: string): Codec => ({
  ...{ name, container, mono: true },
  encode: (wav) => runOn(wav, "sox", `-D -t wav - ${args} -`.split(" ")),
});
const gsm: Codec = {
  ...{ name: "GSM", container: "wav", mono: true },
  encode: async (wav) => {
    const coded = await runOn(wav, "sox", "-D -t wav - -r 8000 -t gsm -".split(" "));
    return withLength(await runOn(coded, "sox", "-t gsm -r 8000 -c 1 - -t wav -b 16 -e signed -".split(" ")));
  },
};

const all: readonly Codec[] = [
  ffmpegCodec("MP3 64 kbit/s", "mp3", "-b:a 64k -f mp3"),
  ffmpegCodec("MP3 32 kbit/s", "mp3", "-b:a 32k -f mp3"),
  ffmpegCodec("Opus 24 kbit/s", "ogg", "-c:a libopus -b:a 24k -f ogg"),
  ffmpegCodec("Opus 16 kbit/s", "ogg", "-c:a libopus -b:a 16k -f ogg"),
  soxCodec("AMR 12.2 kbit/s", "amr", "-r 8000 -c 1 -t amr-nb -C 7"),
  soxCodec("AMR 7.4 kbit/s", "amr", "-r 8000 -c 1 -t amr-nb -C 4"),
  gsm,
];

/** Those that the programs of this machine can write, by name; the others are named on the terminal and left out. */
export async function codecsHere(): Promise<ReadonlyMap<string, Codec>> {
  const here = new Map<string, Codec>();
  for (const codec of all) {
    try {
      await codec.encode(wavOf([new Int16Array(8_000)], 8_000));
      here.set(codec.name, codec);
    } catch (error) {
      console.log(`${codec.name} is left out: ${(error as Error).message}`);
    }
  }
  return here;
}

/** What the market reads of channels that were written with a codec. */
export async function coded(
  ffmpeg: Ffmpeg,
  codec: Codec,
  channels: readonly Int16Array[],
  sampleRateHz: number,
): Promise<Decoded> {
  const decoded = await decode(ffmpeg, await codec.encode(wavOf(channels, sampleRateHz)), codec.container);
  if ("outcome" in decoded) throw new Error(`${codec.name} was refused: ${decoded.reason}`);
  return decoded;
}

const headerBytes = 44;

export function wavOf(channels: readonly Int16Array[], sampleRateHz: number): Buffer {
  const count = channels.length;
  const length = channels[0]?.length ?? 0;
  const wav = Buffer.alloc(headerBytes + 2 * count * length);
  wav.write("RIFF....WAVEfmt ", "latin1");
  wav.writeUInt32LE(wav.length - 8, 4);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(count, 22);
  wav.writeUInt32LE(sampleRateHz, 24);
  wav.writeUInt32LE(2 * count * sampleRateHz, 28);
  wav.writeUInt16LE(2 * count, 32);
  wav.writeUInt16LE(16, 34);
  wav.write("data", 36, "latin1");
  wav.writeUInt32LE(wav.length - headerBytes, 40);
  for (const [offset, channel] of channels.entries()) {
    for (let i = 0; i < length; i++) wav.writeInt16LE(channel[i]!, headerBytes + 2 * (count * i + offset));
  }
  return wav;
}

/** sox writes to a pipe before it knows the length, and announces the longest there is. */
function withLength(wav: Buffer): Buffer {
  wav.writeUInt32LE(wav.length - 8, 4);
  const data = wav.indexOf("data", 12, "latin1");
  wav.writeUInt32LE(wav.length - data - 8, data + 4);
  return wav;
}
