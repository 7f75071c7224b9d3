/** Containers that are taken, by the name of the ffmpeg demuxer that is then forced. */
export type Container = "wav" | "flac" | "ogg" | "mov" | "amr" | "mp3" | "aac" | "matroska";
export type Sniffed = { container: Container } | { refused: "not_audio" | "unsupported_format"; looksLike: string };

const known: { container: Container; at: number; bytes: string }[] = [
  { container: "flac", at: 0, bytes: "fLaC" },
  { container: "ogg", at: 0, bytes: "OggS" },
  { container: "mov", at: 4, bytes: "ftyp" },
  { container: "amr", at: 0, bytes: "#!AMR\n" },
  { container: "amr", at: 0, bytes: "#!AMR-WB\n" },
  { container: "matroska", at: 0, bytes: "\x1aE\xdf\xa3" },
];

const foreign: { looksLike: string; at: number; bytes: string }[] = [
  { looksLike: "aiff", at: 0, bytes: "FORM" },
  { looksLike: "wma", at: 0, bytes: "\x30\x26\xb2\x75" },
  { looksLike: "midi", at: 0, bytes: "MThd" },
  { looksLike: "au", at: 0, bytes: ".snd" },
  { looksLike: "real", at: 0, bytes: ".RMF" },
  { looksLike: "caf", at: 0, bytes: "caff" },
  { looksLike: "amr_multichannel", at: 0, bytes: "#!AMR_MC" },
];

/**
 * Tells the container from its first bytes, never from the file's name: a playlist that calls itself .mp3 is not
 * audio, and ffmpeg never gets to guess.
 */
export function sniff(bytes: Uint8Array): Sniffed {
  const text = (at: number, length: number) => Buffer.from(bytes.subarray(at, at + length)).toString("latin1");
  if ((text(0, 4) === "RIFF" || text(0, 4) === "RF64") && text(8, 4) === "WAVE") return { container: "wav" };
  if (text(0, 4) === "RIFF") return { refused: "unsupported_format", looksLike: "riff" };
  for (const { container, at, bytes: magic } of known) if (text(at, magic.length) === magic) return { container };
  for (const { looksLike, at, bytes: magic } of foreign) {
    if (text(at, magic.length) === magic) return { refused: "unsupported_format", looksLike };
  }
  const start = afterId3(bytes);
  if (start !== null && isMpegFrame(bytes, start)) return { container: "mp3" };
  if (start !== null && isAdtsFrame(bytes, start)) return { container: "aac" };
  if (start !== null && start > 0) return { container: "mp3" };
  return { refused: "not_audio", looksLike: text(0, 7) === "#EXTM3U" ? "playlist" : "unknown" };
}

/** Where the sound starts behind an ID3v2 tag; 0 without one; null when the tag reaches past the end. */
function afterId3(bytes: Uint8Array): number | null {
  if (bytes.length < 10 || bytes[0] !== 0x49 || bytes[1] !== 0x44 || bytes[2] !== 0x33) return 0;
  const size = ((bytes[6]! & 127) << 21) | ((bytes[7]! & 127) << 14) | ((bytes[8]! & 127) << 7) | (bytes[9]! & 127);
  return size + 10 < bytes.length ? size + 10 : null;
}

function isMpegFrame(bytes: Uint8Array, at: number): boolean {
  const [first, second, third] = [bytes[at] ?? 0, bytes[at + 1] ?? 0, bytes[at + 2] ?? 0];
  const versionReserved = (second & 0x18) === 0x08;
  const noLayer = (second & 0x06) === 0;
  return (
    first === 0xff &&
    (second & 0xe0) === 0xe0 &&
    !versionReserved &&
    !noLayer &&
    third >> 4 !== 15 &&
    (third & 0x0c) !== 0x0c
  );
}

function isAdtsFrame(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0xff && ((bytes[at + 1] ?? 0) & 0xf6) === 0xf0;
}
