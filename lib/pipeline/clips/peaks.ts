/** Loudest sample of at most `most` equal slices, 0 to 127, for a waveform. */
export function peaks(samples: Int16Array, most: number): number[] {
  const count = Math.min(most, samples.length);
  return Array.from({ length: count }, (_, slice) => {
    const to = Math.floor(((slice + 1) * samples.length) / count);
    let loudest = 0;
    for (let i = Math.floor((slice * samples.length) / count); i < to; i++) {
      if (Math.abs(samples[i]!) > loudest) loudest = Math.abs(samples[i]!);
    }
    return Math.min(127, Math.round((loudest * 127) / 32_767));
  });
}
