/** Sizes that recorders write before they know the length. */
const unknownSizes = new Set([0, 0x7fff_ffff, 0xffff_ffff, 0xffff_ffff - 36]);
const mostChunks = 50;

/**
 * Seconds of sound that the header of a WAV file announces; null when it does not say. ffmpeg would report the length
 * of what is there, so a file that was cut off on its way would pass as a short one.
 */
export function announcedWavSeconds(bytes: Uint8Array): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let bytesPerSecond = 0;
  let at = 12;
  for (let chunk = 0; chunk < mostChunks && at + 8 <= bytes.length; chunk++) {
    const name = String.fromCharCode(...bytes.subarray(at, at + 4));
    const size = view.getUint32(at + 4, true);
    if (name === "fmt " && at + 24 <= bytes.length) bytesPerSecond = view.getUint32(at + 16, true);
    if (name === "data") return bytesPerSecond === 0 || unknownSizes.has(size) ? null : size / bytesPerSecond;
    at += 8 + size + (size & 1);
  }
  return null;
}
