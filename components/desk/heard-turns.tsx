"use client";

import { Fragment, useEffect, useRef } from "react";
import type { Party } from "@/components/player/peaks";
import { type Turn, turnAt } from "@/components/player/timeline";
import { StruckWord } from "@/components/player/transcript";
import { cx } from "@/components/ui/cx";
import { formatClock } from "@/lib/format";

/** A mark in a turn's text. */
export interface Mark {
  from: number;
  to: number;
  kind: string;
  /** The redactor is not certain: the reviewer listens there. */
  unsure: boolean;
}
export interface MarkedTurn extends Turn {
  marks: Mark[];
}

interface HeardTurnsProps {
  turns: MarkedTurn[];
  atSeconds: number | undefined;
  words: { label: string; unsure: string; voices: Record<Party, string>; playFrom: (clock: string) => string };
  onPlayFrom: (seconds: number) => void;
}

/** What was said, as far as it may be read; the turn that sounds stays in view, and its time is the way to hear it. */
export function HeardTurns({ turns, atSeconds, words, onPlayFrom }: HeardTurnsProps) {
  const now = turnAt(turns, atSeconds);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    if (now) list.current?.querySelector('[aria-current="true"]')?.scrollIntoView({ block: "nearest" });
  }, [now]);
  return (
    <section className="max-h-56 min-h-24 shrink-0 overflow-auto wide:max-h-64" aria-label={words.label}>
      <ol className="turns" ref={list}>
        {turns.map((turn) => (
          <li key={`${turn.party}${turn.startSeconds}`}>
            <button
              type="button"
              className="mono qq text-left leading-5"
              aria-label={words.playFrom(formatClock(turn.startSeconds))}
              onClick={() => onPlayFrom(turn.startSeconds)}
            >
              {formatClock(turn.startSeconds)}
            </button>
            <span className={`party ${turn.party}`} aria-hidden="true">
              {turn.party.toUpperCase()}
            </span>
            <p className={cx(`p${turn.party}-t`, turn === now && "now")} aria-current={turn === now || undefined}>
              <span className="vh">{words.voices[turn.party]}: </span>
              <Marked turn={turn} unsure={words.unsure} />
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Marked({ turn, unsure }: { turn: MarkedTurn; unsure: string }) {
  const marks = [...turn.marks].sort((one, other) => one.from - other.from);
  const starts = [0, ...marks.map((mark) => mark.to)];
  return starts.map((start, place) => {
    const mark = marks[place];
    return (
      <Fragment key={start}>
        {turn.text.slice(start, mark?.from)}
        {mark &&
          (mark.unsure ? (
            <span className="unsure" title={unsure}>
              <StruckWord kind={mark.kind} />
            </span>
          ) : (
            <StruckWord kind={mark.kind} />
          ))}
      </Fragment>
    );
  });
}
