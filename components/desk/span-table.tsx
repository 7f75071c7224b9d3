import type { Party } from "@/components/player/peaks";
import { cx } from "@/components/ui/cx";
import { StateWord } from "@/components/ui/state-word";
import { formatClock, formatNumber } from "@/lib/format";

/** A stretch of the call that was struck out. */
export interface Span {
  party: Party;
  startSeconds: number;
  endSeconds: number;
  kind: string;
  /** 0 to 1: how sure the redactor is of it. */
  score: number;
  unsure: boolean;
}

interface SpanTableProps {
  spans: Span[];
  locale: string;
  /** The span that is chosen or sounds. */
  current: Span | undefined;
  hasHeard: (seconds: number) => boolean;
  words: {
    caption: string;
    struck: string;
    check: string;
    checked: string;
    score: string;
    listen: (clock: string) => string;
    voices: Record<Party, string>;
  };
  onListen: (span: Span) => void;
}

/** Every struck-out span: where it is confident its kind alone, where not the way to hear around it. */
export function SpanTable({ spans, locale, current, hasHeard, words, onListen }: SpanTableProps) {
  return (
    <table className="spans">
      <caption className="vh">{words.caption}</caption>
      <tbody>
        {spans.map((span) => (
          <tr
            key={`${span.party}${span.startSeconds}${span.kind}`}
            className={cx(span === current && "on") || undefined}
          >
            <td className="mono qq wide:w-14">{formatClock(span.startSeconds)}</td>
            <td className="wide:w-9">
              <span className={`party ${span.party}`} aria-hidden="true">
                {span.party.toUpperCase()}
              </span>
              <span className="vh">{words.voices[span.party]}</span>
            </td>
            <th scope="row" className="border-b border-rule font-normal max-wide:border-0">
              {span.kind}
            </th>
            <td className="num q wide:w-24 text-right" title={words.score}>
              {formatNumber(span.score, locale, 2)}
            </td>
            <td className="text-right wide:w-56">
              {span.unsure && (
                <StateWord state={hasHeard(span.startSeconds) ? "approved" : "waiting"} className="mr-3">
                  {hasHeard(span.startSeconds) ? words.checked : words.check}
                </StateWord>
              )}
              {!span.unsure && <span className="q mr-3">{words.struck}</span>}
              <button
                type="button"
                className="textual max-wide:p-3"
                aria-label={words.listen(formatClock(span.startSeconds))}
                onClick={() => onListen(span)}
              >
                {formatClock(span.startSeconds)}
              </button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
