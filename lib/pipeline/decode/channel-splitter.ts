import type { DeviceOperations } from "./ffmpeg-core.ts";

const stagingBytes = 1 << 20;

/**
 * A device that ffmpeg writes its interleaved samples to: splits them into channels as they come, so that a long call
 * is never held twice, and ends the run with `tooMuch()` when more samples come than were asked for.
 */
export function channelSplitter(channels: number, mostSamples: number, tooMuch: () => Error) {
  const staging = new Uint8Array(stagingBytes);
  const staged = new Int16Array(staging.buffer);
  const blocks: Int16Array[][] = Array.from({ length: channels }, () => []);
  const slackSamples = 48_000;
  let filledBytes = 0;
  let samples = 0;

  function flush(): void {
    const frames = Math.floor(filledBytes / 2 / channels);
    for (let channel = 0; channel < channels; channel++) {
      const block = new Int16Array(frames);
      for (let frame = 0; frame < frames; frame++) block[frame] = staged[frame * channels + channel]!;
      blocks[channel]!.push(block);
    }
    samples += frames;
    staging.copyWithin(0, frames * 2 * channels, filledBytes);
    filledBytes -= frames * 2 * channels;
  }

  const device: DeviceOperations = {
    open: () => undefined,
    close: () => undefined,
    llseek: () => 0,
    write(_stream, heap, offset, length) {
      if (samples > mostSamples + slackSamples) throw tooMuch();
      const bytes = new Uint8Array(heap.buffer, heap.byteOffset + offset, length);
      for (let from = 0; from < length; ) {
        const part = bytes.subarray(from, from + stagingBytes - filledBytes);
        staging.set(part, filledBytes);
        filledBytes += part.length;
        from += part.length;
        if (filledBytes === stagingBytes) flush();
      }
      return length;
    },
  };

  return {
    device,
    finish(): { left: Int16Array; right: Int16Array } {
      flush();
      return { left: joined(blocks[0] ?? [], samples), right: joined(blocks[1] ?? [], channels > 1 ? samples : 0) };
    },
  };
}

function joined(blocks: Int16Array[], samples: number): Int16Array {
  const whole = new Int16Array(samples);
  let at = 0;
  for (let block = blocks.shift(); block; block = blocks.shift()) {
    whole.set(block, at);
    at += block.length;
  }
  return whole;
}
