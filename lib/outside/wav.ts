export interface Wav {
  sampleRateHz: number;
  /** One array of 16-bit samples per channel, all of one length. */
  channels: Int16Array[];
}

const headerBytes = 44;
const pcm = 1;
const extensible = 0xfffe;

/** RIFF WAVE, 16-bit PCM, no other chunk: the same samples give the same bytes. */
export function writeWav({ sampleRateHz, channels }: Wav): Uint8Array {
  const frames = channels[0]?.length ?? 0;
  const frameBytes = 2 * channels.length;
  const wav = Buffer.alloc(headerBytes + frames * frameBytes);
  wav.write("RIFF", 0, "latin1");
  wav.writeUInt32LE(headerBytes - 8 + frames * frameBytes, 4);
  wav.write("WAVEfmt ", 8, "latin1");
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(pcm, 20);
  wav.writeUInt16LE(channels.length, 22);
  wav.writeUInt32LE(sampleRateHz, 24);
  wav.writeUInt32LE(sampleRateHz * frameBytes, 28);
  wav.writeUInt16LE(frameBytes, 32);
  wav.writeUInt16LE(16, 34);
  wav.write("data", 36, "latin1");
  wav.writeUInt32LE(frames * frameBytes, 40);
  for (const [c, samples] of channels.entries()) {
    for (let i = 0, at = headerBytes + 2 * c; i < frames; i++, at += frameBytes) wav.writeInt16LE(samples[i]!, at);
  }
  return wav;
}

/** Reads what `writeWav` writes, with other chunks around it; null for anything else, cut off files among it. */
export function readWav(bytes: Uint8Array): Wav | null {
  const wav = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (wav.length < headerBytes || wav.toString("latin1", 0, 4) !== "RIFF" || wav.toString("latin1", 8, 12) !== "WAVE") {
    return null;
  }
  let format: { channels: number; sampleRateHz: number } | undefined;
  for (let at = 12; at + 8 <= wav.length; ) {
    const name = wav.toString("latin1", at, at + 4);
    const length = wav.readUInt32LE(at + 4);
    const body = wav.subarray(at + 8, at + 8 + length);
    if (body.length < length) return null;
    if (name === "fmt ") {
      if (length < 16 || ![pcm, extensible].includes(body.readUInt16LE(0)) || body.readUInt16LE(14) !== 16) return null;
      format = { channels: body.readUInt16LE(2), sampleRateHz: body.readUInt32LE(4) };
    }
    if (name === "data")
      return format && format.channels > 0
        ? { sampleRateHz: format.sampleRateHz, channels: split(body, format.channels) }
        : null;
    at += 8 + length + (length & 1);
  }
  return null;
}

function split(body: Buffer, count: number): Int16Array[] {
  const frames = Math.floor(body.length / (2 * count));
  return Array.from({ length: count }, (_, c) => {
    return Int16Array.from({ length: frames }, (_, i) => body.readInt16LE(2 * (i * count + c)));
  });
}
