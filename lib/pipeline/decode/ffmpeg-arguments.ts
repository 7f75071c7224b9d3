import type { DecodeRequest } from "./ffmpeg-messages.ts";
import type { Container } from "./sniff.ts";

/**
 * How both decoders read a stranger's file: the demuxer is the one that was sniffed, nothing but the file itself is
 * opened, and no single allocation is larger than 256 MB.
 */
const careful = (container: Container) => [
  ...["-max_alloc", "268435456", "-protocol_whitelist", "file", "-f", container],
  ...["-probesize", "5000000", "-analyzeduration", "10000000", "-max_streams", "8"],
];

/** For ffprobe: the first sound stream and the announced length, as JSON. */
export function probeArguments(container: Container, input: string): string[] {
  return [
    ...["-v", "error", ...careful(container), "-select_streams", "a:0", "-of", "json"],
    ...["-show_entries", "format=duration:stream=codec_name,sample_rate,channels", input],
  ];
}

/**
 * Sound begins where the sound before it ended, whenever the file says that it begins earlier: all samples come out, so that
 * whoever counts them knows how many there are. Register 0 of the expression is that end.
 */
const neverBack = "asetpts='st(1,max(PTS,ld(0)));st(0,ld(1)+S/(SR*TB));ld(1)'";

/** For ffmpeg: 16 bit samples of the first sound stream, interleaved. */
export function decodeArguments(request: Omit<DecodeRequest, "id">, input: string, output: string): string[] {
  return [
    ...["-nostdin", "-hide_banner", "-v", "error", "-y", ...careful(request.container), "-threads", "1", "-i", input],
    ...["-map", "0:a:0", "-vn", "-sn", "-dn", "-map_metadata", "-1", "-map_chapters", "-1"],
    // AMR leaves frames of silence out, and damaged files jump: async fills the gaps.
    ...["-t", String(request.mostSeconds), "-af", `${neverBack},aresample=${request.sampleRateHz}:async=1:first_pts=0`],
    ...["-ac", String(request.channels), "-c:a", "pcm_s16le", "-f", "s16le", output],
  ];
}
