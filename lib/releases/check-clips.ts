import type { ReleaseClip } from "./release.ts";

/** A version larger than this is two datasets. Rows are held in memory while it is built, audio never is. */
export const mostClips = 1_000_000;

const digest = /^[0-9a-f]{64}$/;
// A WebDataset key ends at its first dot, and a tar name holds 100 bytes.
const name = /^[A-Za-z0-9_-]{1,80}$/;

/** The clips sorted by id, so that the order they came in leaves no trace. Throws on a clip that no release may hold. */
export function checkClips(clips: readonly ReleaseClip[]): ReleaseClip[] {
  if (clips.length === 0) throw new Error("a release needs at least one clip");
  if (clips.length > mostClips) throw new Error(`a release holds at most ${mostClips} clips, not ${clips.length}`);
  const sorted = [...clips].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  for (const [index, clip] of sorted.entries()) {
    const fault = faultOf(clip, sorted[index - 1]);
    if (fault) throw new Error(`clip ${JSON.stringify(clip.id)} cannot be released: ${fault}`);
  }
  return sorted;
}

function faultOf(clip: ReleaseClip, before: ReleaseClip | undefined): string | null {
  if (!name.test(clip.id)) return "its id is not 1 to 80 letters, digits, _ or -";
  if (before?.id === clip.id) return "it is listed twice";
  if (!clip.speaker || !clip.recording) return "it names no speaker or no recording";
  const whole = [clip.startMs, clip.endMs, clip.sampleRateHz, clip.bytes].every(Number.isSafeInteger);
  if (!whole || clip.startMs < 0 || clip.endMs <= clip.startMs) return "its times are not whole milliseconds in order";
  if (clip.sampleRateHz <= 0 || clip.bytes <= 0) return "its size or sample rate is not above 0";
  if (clip.snrDb !== null && !Number.isFinite(clip.snrDb)) return "its signal-to-noise ratio is not a number";
  if (!digest.test(clip.sha256)) return "its sha256 is not 64 hex digits";
  if (!digest.test(clip.consentDigest)) return "it has no consent receipt digest";
  return null;
}
