/** One side of the call for a while: a clip, where it stands in the call, and where it is heard. */
export interface CallClip {
  src: string;
  startSeconds: number;
  endSeconds: number;
}

/** What an <audio> element is to the playback. */
export type Voice = Pick<HTMLAudioElement, "currentTime" | "paused" | "ended" | "readyState" | "play" | "pause">;

const AHEAD_SECONDS = 6;
const BEHIND_SECONDS = 20;
/** A silence longer than this is passed over, but for its last moment. */
const LONG_SILENCE_SECONDS = 2;
const LEAD_SECONDS = 0.3;
const ENOUGH_DATA = 3; // HTMLMediaElement.HAVE_FUTURE_DATA
/** Seeking costs data: a voice that stands where it should is left alone. */
const CLOSE_SECONDS = 0.05;

const isLate = (voice: Voice): boolean => !voice.ended && voice.readyState < ENOUGH_DATA;

/**
 * Plays a call that exists only as clips of its two sides: one clock, and every clip that covers the moment sounds. The
 * clock follows a clip that sounds, stands while one that should has not arrived, and runs by itself through silences.
 */
export class CallPlayback {
  positionSeconds = 0;
  readonly #clips: readonly CallClip[];
  readonly #open: (src: string) => Voice;
  readonly #refused: () => void;
  readonly #voices = new Map<CallClip, Voice>();
  readonly #heard: Uint8Array;

  /** `open` makes the voice of an address; `refused` hears that the browser would not play one. */
  constructor(clips: readonly CallClip[], durationSeconds: number, open: (src: string) => Voice, refused: () => void) {
    this.#clips = [...clips].sort((one, other) => one.startSeconds - other.startSeconds);
    this.#heard = new Uint8Array(Math.max(1, Math.ceil(durationSeconds)));
    this.#open = open;
    this.#refused = refused;
  }

  /** Moves the clock on by the time that has passed. */
  tick(elapsedSeconds: number): "playing" | "waiting" | "ended" {
    const from = this.positionSeconds;
    const active = this.#clips.filter((clip) => clip.startSeconds <= from && from < clip.endSeconds);
    this.#fetchAround(from);
    if (active.some((clip) => isLate(this.#voice(clip)))) {
      this.pause();
      return "waiting";
    }
    this.#sound(active, from);
    const leader = active.find((clip) => !this.#voice(clip).ended);
    this.positionSeconds = leader
      ? Math.max(from, leader.startSeconds + this.#voice(leader).currentTime)
      : this.#afterSilence(from + elapsedSeconds);
    this.#markHeard(from, this.positionSeconds);
    return this.#clips.some((clip) => clip.endSeconds > this.positionSeconds) ? "playing" : "ended";
  }

  seek(seconds: number): void {
    this.pause();
    this.positionSeconds = Math.max(0, seconds);
    for (const voice of this.#voices.values()) if (voice.ended) voice.currentTime = 0;
  }

  pause(): void {
    for (const voice of this.#voices.values()) if (!voice.paused) voice.pause();
  }

  /** Share of the call's seconds that were heard, silences passed over included. */
  get heardShare(): number {
    return this.#heard.reduce((sum, second) => sum + second, 0) / this.#heard.length;
  }

  hasHeard(seconds: number): boolean {
    return this.#heard[Math.floor(seconds)] === 1;
  }

  #voice(clip: CallClip): Voice {
    const known = this.#voices.get(clip);
    if (known) return known;
    const made = this.#open(clip.src);
    this.#voices.set(clip, made);
    return made;
  }

  /** What is near is loaded, what is far is let go: a link lives for minutes, so it is asked for when it is needed. */
  #fetchAround(at: number): void {
    for (const clip of this.#clips) {
      if (clip.startSeconds < at + AHEAD_SECONDS && clip.endSeconds > at) this.#voice(clip);
    }
    for (const [clip, voice] of this.#voices) {
      if (clip.endSeconds > at - BEHIND_SECONDS && clip.startSeconds < at + BEHIND_SECONDS) continue;
      voice.pause();
      this.#voices.delete(clip);
    }
  }

  #sound(active: readonly CallClip[], at: number): void {
    for (const [clip, voice] of this.#voices) if (!active.includes(clip) && !voice.paused) voice.pause();
    for (const clip of active) {
      const voice = this.#voice(clip);
      if (!voice.paused || voice.ended) continue;
      const wanted = at - clip.startSeconds;
      if (Math.abs(voice.currentTime - wanted) > CLOSE_SECONDS) voice.currentTime = wanted;
      voice.play().catch((refusal: DOMException) => {
        if (refusal.name !== "AbortError") this.#refused(); // aborted: paused again before it began
      });
    }
  }

  #afterSilence(at: number): number {
    const next = this.#clips.find((clip) => clip.startSeconds >= at);
    const silent = !this.#clips.some((clip) => clip.startSeconds <= at && at < clip.endSeconds);
    return silent && next && next.startSeconds - at > LONG_SILENCE_SECONDS ? next.startSeconds - LEAD_SECONDS : at;
  }

  #markHeard(from: number, to: number): void {
    this.#heard.fill(1, Math.floor(from), Math.floor(to) + 1);
  }
}
