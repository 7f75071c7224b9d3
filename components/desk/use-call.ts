"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { type CallClip, CallPlayback } from "@/components/desk/call-playback";
import type { Clip } from "@/components/player/use-clip";

export interface Call extends Clip {
  /** A clip that should sound has not arrived yet. */
  waiting: boolean;
  heardShare: number;
  hasHeard: (seconds: number) => boolean;
}

/** The player of a whole call, with the handles of a single clip. */
export function useCall(clips: readonly CallClip[], durationSeconds: number): Call {
  const [playing, setPlaying] = useState(false);
  const [failed, setFailed] = useState(false);
  const [waiting, setWaiting] = useState(false);
  const [positionSeconds, setPosition] = useState(0);
  const playback = useMemo(() => {
    const refused = () => setFailed(true);
    return new CallPlayback(clips, durationSeconds, (src) => opened(src, refused), refused);
  }, [clips, durationSeconds]);
  const running = playing && !failed;

  useEffect(() => () => playback.pause(), [playback]);
  useTicks(running, (elapsedSeconds) => {
    const state = playback.tick(elapsedSeconds);
    setWaiting(state === "waiting");
    setPosition(playback.positionSeconds);
    if (state !== "ended") return;
    playback.seek(0);
    setPlaying(false);
  });

  const pause = useCallback(() => {
    playback.pause();
    setPlaying(false);
  }, [playback]);
  const seek = useCallback(
    (seconds: number) => {
      playback.seek(Math.min(durationSeconds, Math.max(0, seconds)));
      setPosition(playback.positionSeconds);
    },
    [playback, durationSeconds],
  );
  const play = useCallback(
    (fromSeconds?: number) => {
      if (fromSeconds !== undefined) seek(fromSeconds);
      setFailed(false);
      setPlaying(true);
    },
    [seek],
  );
  const toggle = useCallback(() => (running ? pause() : play()), [running, pause, play]);
  const share = Math.min(1, positionSeconds / durationSeconds);
  return {
    playing: running,
    failed,
    waiting,
    positionSeconds,
    playShare: running || positionSeconds > 0 ? share : undefined,
    heardShare: playback.heardShare,
    hasHeard: (seconds) => playback.hasHeard(seconds),
    play,
    pause,
    toggle,
    seek,
  };
}

function opened(src: string, refused: () => void): HTMLAudioElement {
  const made = new Audio(src);
  made.preload = "auto";
  made.addEventListener("error", refused);
  return made;
}

const CALM_MS = 250;

/** Calls with the seconds since the last call: every frame, or four times a second where motion is not wanted. */
function useTicks(running: boolean, tick: (elapsedSeconds: number) => void): void {
  const latest = useRef(tick);
  useEffect(() => {
    latest.current = tick;
  });
  useEffect(() => {
    if (!running) return;
    let before = performance.now();
    const step = () => {
      const now = performance.now();
      latest.current((now - before) / 1000);
      before = now;
    };
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      const timer = setInterval(step, CALM_MS);
      return () => clearInterval(timer);
    }
    let frame = requestAnimationFrame(function again() {
      step();
      frame = requestAnimationFrame(again);
    });
    return () => cancelAnimationFrame(frame);
  }, [running]);
}
