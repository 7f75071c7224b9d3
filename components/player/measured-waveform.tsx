"use client";

import { useLayoutEffect, useRef, useState } from "react";
import { Waveform, type WaveformProps } from "@/components/player/waveform";

/** The server draws a guess over the full width; here the bars are set on whole pixels. The height never changes. */
export function MeasuredWaveform(props: Omit<WaveformProps, "exact" | "ref">) {
  const box = useRef<HTMLDivElement>(null);
  const [bars, setBars] = useState<number>();
  useLayoutEffect(() => {
    if (!box.current) return;
    const watch = new ResizeObserver(([entry]) => {
      if (entry && entry.contentRect.width >= 3) setBars(Math.floor(entry.contentRect.width / 3));
    });
    watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  return <Waveform {...props} {...(bars && { bars, exact: true })} ref={box} />;
}
