import type { Party } from "@/components/player/peaks";
import { cx } from "@/components/ui/cx";
import { Kbd } from "@/components/ui/kbd";
import { formatClock, formatNumber } from "@/lib/format";

/** Words that may tell who speaks, and were left: the reviewer decides. */
export interface Offer {
  party: Party;
  startSeconds: number;
  endSeconds: number;
  kind: string;
  /** As the form sends it: "a:12300:13100:NAME". */
  strike: string;
  said: string;
  score: number;
}

export type Choice = "strike" | "leave";

interface OfferTableProps {
  offers: Offer[];
  choices: ReadonlyMap<string, Choice>;
  locale: string;
  words: {
    title: string;
    strike: string;
    leave: string;
    score: string;
    listen: (clock: string) => string;
    voices: Record<Party, string>;
  };
  onListen: (offer: Offer) => void;
  onChoose: (offer: Offer, choice: Choice) => void;
}

/** Every offer with its words, the way to hear it, and the two answers, one press each. */
export function OfferTable({ offers, choices, locale, words, onListen, onChoose }: OfferTableProps) {
  const next = offers.find(({ strike }) => !choices.has(strike));
  return (
    <section aria-label={words.title} className="shrink-0">
      <h2 className="s12 qq mb-1.5">{words.title}</h2>
      <ul>
        {offers.map((offer) => (
          <li
            key={offer.strike}
            className="flex flex-wrap items-baseline gap-x-3 gap-y-1 border-t border-rule py-1.5 last:border-b"
          >
            <button
              type="button"
              className="textual mono max-wide:py-3"
              aria-label={words.listen(formatClock(offer.startSeconds))}
              onClick={() => onListen(offer)}
            >
              {formatClock(offer.startSeconds)}
            </button>
            <span className={`party ${offer.party}`} aria-hidden="true">
              {offer.party.toUpperCase()}
            </span>
            <span className="vh">{words.voices[offer.party]}</span>
            <b className="b min-w-0 break-words">{offer.said}</b>
            <span className="q">{offer.kind}</span>
            <span className="num q" title={words.score}>
              {formatNumber(offer.score, locale, 2)}
            </span>
            <Answers offer={offer} chosen={choices.get(offer.strike)} keyed={offer === next} {...{ words, onChoose }} />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface AnswersProps extends Pick<OfferTableProps, "words" | "onChoose"> {
  offer: Offer;
  chosen: Choice | undefined;
  /** The keys answer this one. */
  keyed: boolean;
}

function Answers({ offer, chosen, keyed, words, onChoose }: AnswersProps) {
  return (
    <fieldset className="ml-auto flex gap-4">
      <legend className="vh">{offer.said}</legend>
      {(["strike", "leave"] as const).map((choice) => (
        <button
          key={choice}
          type="button"
          aria-pressed={chosen === choice}
          className={cx("textual max-wide:py-3", chosen === choice && "b")}
          onClick={() => onChoose(offer, choice)}
        >
          {words[choice]}
          {chosen === choice && <span aria-hidden="true">{" \u2713"}</span>}
          {keyed && (
            <span className="d0 ml-1.5" aria-hidden="true">
              <Kbd>{choice === "strike" ? "S" : "L"}</Kbd>
            </span>
          )}
        </button>
      ))}
    </fieldset>
  );
}
