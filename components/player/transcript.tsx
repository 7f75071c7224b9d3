import { Fragment } from "react";
import type { Party } from "@/components/player/peaks";
import { type Turn, turnAt } from "@/components/player/timeline";
import { cx } from "@/components/ui/cx";
import { formatClock } from "@/lib/format";

export type { Turn };

interface TranscriptProps {
  turns: Turn[];
  /** The word for each kind, by the mark in lower case: { name: "name", phone: "phone number", other: "…" }. */
  kinds: Record<string, string>;
  /** script: two columns like the two channels. turns: one column with party tags. */
  layout?: "script" | "turns";
  /** Where the player stands: that turn is set heavier. */
  atSeconds?: number;
  /** Read aloud before what a voice says: { a: "Voice A", b: "Voice B" }. */
  voices: Record<Party, string>;
  /** The language that is spoken, where it may differ from the page's. */
  lang?: string;
}

const MARK = /\[([A-Z][A-Z_]*)\]/;

export function Transcript({ turns, kinds, layout = "turns", atSeconds, voices, lang }: TranscriptProps) {
  const now = turnAt(turns, atSeconds);
  return (
    <ol className={layout}>
      {turns.map((turn) => (
        <li key={`${turn.party}${turn.startSeconds}`} aria-current={turn === now || undefined}>
          <time>{formatClock(turn.startSeconds)}</time>
          {layout === "turns" && (
            <span className={`party ${turn.party}`} aria-hidden="true">
              {turn.party.toUpperCase()}
            </span>
          )}
          <p className={cx(`p${turn.party}-t`, turn === now && "now")}>
            <span className="vh">{voices[turn.party]}: </span>
            <span lang={lang}>
              <Words text={turn.text} kinds={kinds} />
            </span>
          </p>
        </li>
      ))}
    </ol>
  );
}

/** A sentence with its marks drawn as hatched stubs. */
export function Words({ text, kinds }: { text: string; kinds: Record<string, string> }) {
  // Every second piece of a split by a group is the group itself: the mark.
  const pieces = text.split(MARK).map((piece, place) => ({ piece, key: `${place}${piece}`, mark: place % 2 === 1 }));
  return pieces.map(({ piece, key, mark }) =>
    mark ? (
      <StruckWord key={key} kind={kinds[piece.toLowerCase()] ?? kinds.other ?? ""} />
    ) : (
      <Fragment key={key}>{piece}</Fragment>
    ),
  );
}

export function StruckWord({ kind }: { kind: string }) {
  return (
    <span className="red">
      <i>{kind}</i>
    </span>
  );
}
