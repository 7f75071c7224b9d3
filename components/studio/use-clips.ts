"use client";

import { useCallback, useEffect, useRef, useState } from "react";

export interface SoldClip {
  id: string;
  startMs: number;
  endMs: number;
}

export interface ClipRun {
  playing: boolean;
  failed: boolean;
  /** Which clip is heard, from 0. */
  place: number;
  /** Where that is in the call. */
  atSeconds: number;
  /** Nothing was played yet. */
  fresh: boolean;
  toggle: () => void;
  /** Goes to the clip that holds this second of the call, or the next one after it. */
  seek: (seconds: number) => void;
}

/** Plays the clips of a call one after the other, each from its own short-lived link. Clips are in the order of their start. */
export function useClips(clips: SoldClip[]): ClipRun {
  const audio = useRef<HTMLAudioElement>(undefined);
  const place = useRef(0);
  const [run, setRun] = useState({ playing: false, failed: false, place: 0, offset: 0, fresh: true });
  const load = useCallback(
    (next: number, offset: number, play: boolean) => {
      const clip = clips[next];
      const player = audio.current;
      if (!clip || !player) return;
      place.current = next;
      player.src = `/listen/${clip.id}`;
      if (offset > 0) player.currentTime = offset;
      setRun((before) => ({ ...before, failed: false, place: next, offset, fresh: false }));
      // Refused when it could not load (the error event says so) or was paused again at once (nothing to say).
      if (play)
        player
          .play()
          .catch((no: DOMException) => setRun((now) => ({ ...now, failed: no.name === "NotSupportedError" })));
    },
    [clips],
  );
  useEffect(() => {
    const player = new Audio();
    player.preload = "none";
    audio.current = player;
    const set = (change: object) => setRun((before) => ({ ...before, ...change }));
    player.addEventListener("play", () => set({ playing: true }));
    player.addEventListener("pause", () => set({ playing: false }));
    player.addEventListener("timeupdate", () => set({ offset: player.currentTime }));
    player.addEventListener("error", () => set({ failed: true, playing: false }));
    player.addEventListener("ended", () => load(place.current + 1, 0, true));
    return () => {
      player.pause();
      player.removeAttribute("src");
    };
  }, [load]);

  const toggle = () => {
    const player = audio.current;
    if (!player) return;
    if (run.playing) player.pause();
    else if (run.fresh || run.failed || player.ended) load(run.failed ? run.place : 0, 0, true);
    else player.play().catch(() => setRun((now) => ({ ...now, failed: true })));
  };
  const seek = (seconds: number) => {
    const next = clips.findIndex((clip) => clip.endMs > seconds * 1000);
    const clip = clips[next];
    if (clip) load(next, Math.max(0, seconds - clip.startMs / 1000), run.playing);
  };
  const atSeconds = (clips[run.place]?.startMs ?? 0) / 1000 + run.offset;
  return { playing: run.playing, failed: run.failed, place: run.place, fresh: run.fresh, atSeconds, toggle, seek };
}
