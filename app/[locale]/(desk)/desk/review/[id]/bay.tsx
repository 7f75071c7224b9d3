"use client";

import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useMemo, useRef, useState } from "react";
import { Decision, type DecisionProps } from "@/app/[locale]/(desk)/desk/review/[id]/decision";
import { StrikeForm } from "@/app/[locale]/(desk)/desk/review/[id]/strike-form";
import type { CallClip } from "@/components/desk/call-playback";
import { HeardTurns, type MarkedTurn } from "@/components/desk/heard-turns";
import { type Choice, type Offer, OfferTable } from "@/components/desk/offer-table";
import { type Span, SpanTable } from "@/components/desk/span-table";
import { type Call, useCall } from "@/components/desk/use-call";
import { useKeys } from "@/components/desk/use-keys";
import { ClipTrack } from "@/components/player/clip-track";
import type { Party, Peaks } from "@/components/player/peaks";
import { PlayButton } from "@/components/player/play-button";
import { useRouter } from "@/i18n/navigation";
import { formatClock, formatShare } from "@/lib/format";

export interface BayProps {
  name: string;
  durationSeconds: number;
  clips: CallClip[];
  peaks: Peaks;
  /** The side that consent does not cover: nothing of it is here. */
  missing: Party | undefined;
  spans: Span[];
  offers: Offer[];
  turns: MarkedTurn[];
  nextHref: string;
  previousHref: string | undefined;
  decision: Omit<DecisionProps, "toHear" | "nextHref" | "onRefuse">;
  /** Title and consents, from the server. */
  head: ReactNode;
}

const STEP_SECONDS = 5;
/** Before a struck-out word, so that it is heard in its sentence. */
const RUN_UP_SECONDS = 2;

/** One recording fills the screen: hear it, read it, decide. */
export function Bay(props: BayProps) {
  const { clips, durationSeconds, offers, spans, turns, decision, nextHref, previousHref } = props;
  const call = useCall(clips, durationSeconds);
  const acceptRef = useRef<HTMLButtonElement>(null);
  const refuseRef = useRef<HTMLDetailsElement>(null);
  const router = useRouter();
  const toCheck = spans.filter((span) => span.unsure);
  const listen = (span: Pick<Span, "startSeconds">) => call.play(Math.max(0, span.startSeconds - RUN_UP_SECONDS));
  const after = call.positionSeconds + RUN_UP_SECONDS + 0.1;
  const nextToCheck = toCheck.find((span) => span.startSeconds > after) ?? toCheck[0];
  const refuse = () => openReasons(refuseRef.current);
  const { choices, choose, chooseNext, strikes } = useChoices(offers, listen);
  useKeys({
    " ": call.toggle,
    arrowleft: () => call.seek(call.positionSeconds - STEP_SECONDS),
    arrowright: () => call.seek(call.positionSeconds + STEP_SECONDS),
    n: nextToCheck && (() => listen(nextToCheck)),
    j: () => router.push(nextHref),
    k: previousHref === undefined ? undefined : () => router.push(previousHref),
    s: () => chooseNext("strike"),
    l: () => chooseNext("leave"),
    a: () => acceptRef.current?.focus(),
    r: refuse,
    escape: () => refuseRef.current?.removeAttribute("open"),
    ...digits(decision.reasons.length, refuseRef),
  });
  const toHear = useToHear(call, toCheck, turns.length > 0, offers.length - choices.size);
  return (
    <>
      {props.head}
      <Player call={call} {...props} />
      <Turns call={call} turns={turns} />
      <Offers offers={offers} choices={choices} onListen={listen} onChoose={choose} />
      <Spans call={call} spans={spans} onListen={listen} />
      {strikes.length > 0 ? (
        <StrikeForm {...decision} strikes={strikes} nextHref={nextHref} buttonRef={acceptRef} />
      ) : (
        <Decision {...decision} {...{ nextHref, toHear, acceptRef, refuseRef }} onRefuse={refuse} />
      )}
    </>
  );
}

const ALL_HEARD = 0.98;

/** Unsure spans are heard one by one; without a transcript nothing was struck out, so everything is. */
function useToHear(call: Call, toCheck: Span[], transcribed: boolean, undecided: number): string | undefined {
  const t = useTranslations("desk.review");
  if (undecided > 0) return t("offers.undecided", { count: undecided });
  const count = toCheck.filter((span) => !call.hasHeard(span.startSeconds)).length;
  if (count > 0) return t("unheard", { count });
  return transcribed || call.heardShare > ALL_HEARD ? undefined : t("hearAll");
}

/** What was answered to each offer. The keys answer the first that is open, and play the one after it. */
function useChoices(offers: Offer[], listen: (offer: Offer) => void) {
  const [choices, setChoices] = useState<ReadonlyMap<string, Choice>>(new Map());
  const choose = (offer: Offer, choice: Choice) => setChoices((before) => new Map(before).set(offer.strike, choice));
  const chooseNext = (choice: Choice) => {
    const [open, after] = offers.filter(({ strike }) => !choices.has(strike));
    if (open) choose(open, choice);
    if (after) listen(after);
  };
  const strikes = offers.flatMap(({ strike }) => (choices.get(strike) === "strike" ? [strike] : []));
  return { choices, choose, chooseNext, strikes };
}

type Reasons = { readonly current: HTMLDetailsElement | null };

function openReasons(reasons: HTMLDetailsElement | null) {
  if (!reasons) return;
  reasons.open = true;
  reasons.querySelector<HTMLButtonElement>("[data-digit]")?.focus();
}

/** 1 to 7 refuse, but only while the reasons are open: R comes first. */
const digits = (count: number, reasons: Reasons) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, place) => [
      String(place + 1),
      () => {
        if (reasons.current?.open)
          reasons.current.querySelector<HTMLButtonElement>(`[data-digit="${place + 1}"]`)?.click();
      },
    ]),
  );

function Player({ call, name, durationSeconds, peaks, missing, spans }: BayProps & { call: Call }) {
  const t = useTranslations("desk.review");
  const ui = useTranslations("ui");
  const locale = useLocale();
  const struck = useMemo(() => spans.map(({ kind, ...span }) => ({ ...span, label: kind })), [spans]);
  return (
    <div className="shrink-0">
      <div className="mb-3 flex items-center gap-3.5">
        <PlayButton
          playing={call.playing}
          label={ui(call.playing ? "pause" : "play", { name })}
          onPress={call.toggle}
        />
        <b className="t16 b num">{formatClock(call.positionSeconds)}</b>
        <span className="q num">{t("of", { length: formatClock(durationSeconds) })}</span>
        <span className="s12 qq ml-auto" aria-live="polite">
          {call.waiting ? t("loading") : t("heard", { share: formatShare(call.heardShare, locale, 0) })}
        </span>
      </div>
      <ClipTrack
        clip={call}
        seekLabel={ui("seek", { name })}
        peaks={peaks}
        durationSeconds={durationSeconds}
        alt={t("waveAlt", { count: spans.length })}
        height={176}
        struck={struck}
        tags
        labels
        ruler
        {...(missing && { missing })}
      />
      {call.failed && (
        <p className="s12 mt-2" role="alert">
          {ui("playFailed")}
        </p>
      )}
    </div>
  );
}

function Turns({ call, turns }: { call: Call; turns: MarkedTurn[] }) {
  const t = useTranslations("desk.review");
  const ui = useTranslations("ui");
  if (turns.length === 0) return <p className="q">{t("noWords")}</p>;
  return (
    <HeardTurns
      turns={turns}
      atSeconds={call.playShare === undefined ? undefined : call.positionSeconds}
      onPlayFrom={call.play}
      words={{
        label: t("transcript"),
        unsure: t("unsure"),
        voices: { a: ui("voiceA"), b: ui("voiceB") },
        playFrom: (clock) => t("playFrom", { clock }),
      }}
    />
  );
}

interface OffersProps {
  offers: Offer[];
  choices: ReadonlyMap<string, Choice>;
  onListen: (offer: Offer) => void;
  onChoose: (offer: Offer, choice: Choice) => void;
}

function Offers(props: OffersProps) {
  const t = useTranslations("desk.review");
  const ui = useTranslations("ui");
  const locale = useLocale();
  if (props.offers.length === 0) return null;
  return (
    <OfferTable
      {...props}
      locale={locale}
      words={{
        title: t("offers.title"),
        strike: t("offers.strike"),
        leave: t("offers.leave"),
        score: t("score"),
        listen: (clock) => t("listen", { clock }),
        voices: { a: ui("voiceA"), b: ui("voiceB") },
      }}
    />
  );
}

function Spans({ call, spans, onListen }: { call: Call; spans: Span[]; onListen: (span: Span) => void }) {
  const t = useTranslations("desk.review");
  const ui = useTranslations("ui");
  const locale = useLocale();
  if (spans.length === 0) return <p className="q">{t("noSpans")}</p>;
  const at = call.positionSeconds;
  const current = call.playShare === undefined ? undefined : spans.findLast((span) => span.startSeconds <= at + 1);
  return (
    <SpanTable
      spans={spans}
      locale={locale}
      current={current && at < current.endSeconds + 1 ? current : undefined}
      hasHeard={call.hasHeard}
      onListen={onListen}
      words={{
        caption: t("spans"),
        struck: t("struck"),
        check: t("check"),
        checked: t("checked"),
        score: t("score"),
        listen: (clock) => t("listen", { clock }),
        voices: { a: ui("voiceA"), b: ui("voiceB") },
      }}
    />
  );
}
