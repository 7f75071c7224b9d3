const stagingBytes = 1 << 20;
const slackSamples = 48_000;

/** Takes interleaved 16 bit samples in pieces of any length. */
export interface ChannelSplitter {
  /** False when more samples came than were asked for: the run is to be ended. */
  write(bytes: Uint8Array): boolean;
  finish(): { left: Int16Array; right: Int16Array };
}

/**
 * Splits samples into channels as they come, so that a long call is never held twice. Room for all that was asked for is
 * reserved at once, whatever a header says: the system gives memory only where something is written. (An array that can be
 * resized would be the same, but reading it takes twice as long.)
 */
export function channelSplitter(channels: number, mostSamples: number): ChannelSplitter {
  const staging = new Uint8Array(stagingBytes);
  const staged = new Int16Array(staging.buffer);
  const enough = mostSamples + slackSamples;
  const rooms = Array.from({ length: channels }, () => new Int16Array(enough + staged.length));
  let filledBytes = 0;
  let samples = 0;

  function flush(): void {
    const frames = Math.floor(filledBytes / 2 / channels);
    for (let channel = 0; channel < channels; channel++) {
      const room = rooms[channel]!;
      for (let from = channel, to = samples; to < samples + frames; from += channels, to++) room[to] = staged[from]!;
    }
    samples += frames;
    staging.copyWithin(0, frames * 2 * channels, filledBytes);
    filledBytes -= frames * 2 * channels;
  }

  return {
    write(bytes) {
      for (let from = 0; from < bytes.length; ) {
        if (samples > enough) return false;
        const part = bytes.subarray(from, from + stagingBytes - filledBytes);
        staging.set(part, filledBytes);
        filledBytes += part.length;
        from += part.length;
        if (filledBytes === stagingBytes) flush();
      }
      return true;
    },
    finish() {
      if (samples <= enough) flush();
      const [left, right] = rooms.map((room) => room.subarray(0, samples));
      return { left: left ?? new Int16Array(0), right: right ?? new Int16Array(0) };
    },
  };
}
