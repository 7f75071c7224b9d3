import type { Fingerprint } from "./fingerprint-channel.ts";

const headBytes = 4;

/**
 * A fingerprint as it is stored: the number of frames, 4 bytes; one bit a frame, where somebody speaks; 4 bytes for each
 * frame with speech. Little-endian. Of pauses nothing is kept.
 */
export function packFingerprint({ codes, speech }: Fingerprint): Buffer {
  const spoken = speech.reduce((sum, frame) => sum + frame, 0);
  const marks = headBytes + Math.ceil(codes.length / 8);
  const packed = Buffer.alloc(marks + 4 * spoken);
  packed.writeUInt32LE(codes.length);
  let at = marks;
  for (let frame = 0; frame < codes.length; frame++) {
    if (speech[frame] === 0) continue;
    const byte = headBytes + (frame >> 3);
    packed[byte] = packed[byte]! | (1 << (frame & 7));
    at = packed.writeUInt32LE(codes[frame]!, at);
  }
  return packed;
}

/** Throws RangeError for bytes that are no fingerprint. */
export function unpackFingerprint(packed: Buffer): Fingerprint {
  const frames = packed.length < headBytes ? 0 : packed.readUInt32LE();
  const marks = headBytes + Math.ceil(frames / 8);
  if (frames === 0 || packed.length < marks) throw new RangeError("not a fingerprint");
  const codes = new Uint32Array(frames);
  const speech = new Uint8Array(frames);
  let at = marks;
  for (let frame = 0; frame < frames; frame++) {
    if ((packed[headBytes + (frame >> 3)]! & (1 << (frame & 7))) === 0) continue;
    speech[frame] = 1;
    codes[frame] = packed.readUInt32LE(at); // RangeError behind the end
    at += 4;
  }
  if (at !== packed.length) throw new RangeError("not a fingerprint");
  return { codes, speech };
}
