"use client";

import { useCallback, useEffect, useRef, useState } from "react";

/** The one clip that is heard on this page. */
let heard: HTMLAudioElement | undefined;

export interface Clip {
  playing: boolean;
  /** The browser could not load or decode it. */
  failed: boolean;
  positionSeconds: number;
  /** From 0 to 1; undefined while the clip is at rest at its beginning. */
  playShare: number | undefined;
  /** From here, or from where it stands. Any other clip stops. */
  play: (fromSeconds?: number) => void;
  pause: () => void;
  toggle: () => void;
  seek: (seconds: number) => void;
}

/** Plays one file. Nothing is fetched before it is first asked for. */
export function useClip(src: string, durationSeconds: number): Clip {
  const audio = useRef<HTMLAudioElement>(undefined);
  const [playing, setPlaying] = useState(false);
  const [failed, setFailed] = useState(false);
  const [positionSeconds, setPosition] = useState(0);

  const element = useCallback(() => {
    if (audio.current) return audio.current;
    const made = new Audio(src);
    made.addEventListener("play", () => setPlaying(true));
    made.addEventListener("pause", () => setPlaying(false));
    made.addEventListener("ended", () => setPosition(0));
    made.addEventListener("error", () => {
      // A clip that cannot load never pauses by itself: it was never playing.
      setPlaying(false);
      setFailed(true);
    });
    audio.current = made;
    return made;
  }, [src]);

  useFollow(audio, playing, setPosition);
  useEffect(() => () => release(audio.current), []);

  const pause = useCallback(() => audio.current?.pause(), []);
  const play = useCallback(
    (fromSeconds?: number) => {
      const clip = element();
      if (heard !== clip) heard?.pause();
      heard = clip;
      setFailed(false);
      if (fromSeconds !== undefined) clip.currentTime = fromSeconds;
      // Refused when it could not load (the error event has said so) or was paused again at once (nothing to say).
      clip.play().catch((refusal: DOMException) => setFailed(refusal.name === "NotSupportedError"));
    },
    [element],
  );
  const seek = useCallback(
    (seconds: number) => {
      element().currentTime = seconds;
      setPosition(seconds);
    },
    [element],
  );
  const toggle = useCallback(() => (playing ? pause() : play()), [playing, pause, play]);
  const playShare = playing || positionSeconds > 0 ? Math.min(1, positionSeconds / durationSeconds) : undefined;
  return { playing, failed, positionSeconds, playShare, play, pause, toggle, seek };
}

function release(clip: HTMLAudioElement | undefined) {
  clip?.pause();
  if (heard === clip) heard = undefined;
}

/** Every frame while it plays, so that the head glides; four times a second where motion is not wanted. */
function useFollow(
  audio: { readonly current: HTMLAudioElement | undefined },
  playing: boolean,
  setPosition: (seconds: number) => void,
) {
  useEffect(() => {
    if (!playing) return;
    const read = () => setPosition(audio.current?.currentTime ?? 0);
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      const timer = setInterval(read, 250);
      return () => clearInterval(timer);
    }
    let frame = requestAnimationFrame(function again() {
      read();
      frame = requestAnimationFrame(again);
    });
    return () => cancelAnimationFrame(frame);
  }, [audio, playing, setPosition]);
}
