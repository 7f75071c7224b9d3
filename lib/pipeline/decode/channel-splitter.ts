const stagingBytes = 1 << 20;
const slackSamples = 48_000;

/** Takes interleaved 16 bit samples in pieces of any length. */
export interface ChannelSplitter {
  /** False when more samples came than were asked for: the run is to be ended. */
  write(bytes: Uint8Array): boolean;
  finish(): { left: Int16Array; right: Int16Array };
}

/** Splits samples into channels as they come, so that a long call is never held twice. */
export function channelSplitter(channels: number, mostSamples: number): ChannelSplitter {
  const staging = new Uint8Array(stagingBytes);
  const staged = new Int16Array(staging.buffer);
  const blocks: Int16Array[][] = Array.from({ length: channels }, () => []);
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

  return {
    write(bytes) {
      if (samples > mostSamples + slackSamples) return false;
      for (let from = 0; from < bytes.length; ) {
        const part = bytes.subarray(from, from + stagingBytes - filledBytes);
        staging.set(part, filledBytes);
        filledBytes += part.length;
        from += part.length;
        if (filledBytes === stagingBytes) flush();
      }
      return true;
    },
    finish() {
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
