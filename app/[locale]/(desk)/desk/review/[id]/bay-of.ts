import { getLocale, getTranslations } from "next-intl/server";
import type { BayProps } from "@/app/[locale]/(desk)/desk/review/[id]/bay";
import type { Waiting } from "@/app/[locale]/(desk)/desk/review/[id]/queue";
import { isUnsure, type RecordingPage, type repeatsOf } from "@/lib/contributions/read";
import { doubtsOf, strikeText } from "@/lib/contributions/report";
import { refusalReasons } from "@/lib/contributions/rules";
import { formatDuration, formatMicros } from "@/lib/format";
import { ratesToday } from "@/lib/ledger/rates";
import { newSides } from "@/lib/ledger/rules";

type Repeats = Awaited<ReturnType<typeof repeatsOf>>;

/** What the bay draws of a recording. Its rows stay here: title, contributor and shelf keys do not travel. */
export async function bayOf(
  recording: RecordingPage,
  queue: Waiting[],
  repeats: Repeats,
): Promise<Omit<BayProps, "head">> {
  const t = await getTranslations("desk.review");
  const kinds = await getTranslations("kind");
  const kindOf = (kind: string) => kinds(kinds.has(kind.toLowerCase()) ? kind.toLowerCase() : "other");
  const channels = recording.channels ?? [];
  const peaksOf = (party: "a" | "b") => channels.find((channel) => channel.party === party)?.peaks ?? [];
  const missing = (["a", "b"] as const).find((party) => !channels.some((channel) => channel.party === party));
  const place = queue.findIndex((row) => row.id === recording.id);
  const next = queue[place + 1] ?? queue.find((row) => row.id !== recording.id);
  const previous = queue[place - 1];
  return {
    name: t("name"),
    durationSeconds: Math.max(1, recording.durationSeconds ?? 0),
    clips: recording.clips.map((clip) => ({
      src: `/listen/${clip.id}`,
      startSeconds: clip.startMs / 1000,
      endSeconds: clip.endMs / 1000,
    })),
    peaks: { a: peaksOf("a"), b: peaksOf("b") },
    missing,
    spans: (recording.redactions ?? [])
      .map(({ party, startMs, endMs, kind, score }) => ({
        party,
        startSeconds: startMs / 1000,
        endSeconds: endMs / 1000,
        kind: kindOf(kind),
        score,
        unsure: isUnsure({ score }),
      }))
      .sort((one, other) => one.startSeconds - other.startSeconds),
    offers: doubtsOf(recording.report?.report)
      .filter(({ struck }) => !struck)
      .map(({ party, startSeconds, endSeconds, kind, score, text }) => ({
        party,
        startSeconds,
        endSeconds,
        kind: kindOf(kind),
        strike: strikeText({ party, startSeconds, endSeconds, kind }),
        said: text ?? t("offers.unknown"),
        score,
      })),
    turns: (recording.report?.turns ?? []).map(({ party, startSeconds, endSeconds, text, spans }) => ({
      party,
      startSeconds,
      endSeconds,
      text,
      marks: spans.map((span) => ({ from: span.from, to: span.to, kind: kindOf(span.kind), unsure: isUnsure(span) })),
    })),
    nextHref: next ? `/desk/review/${next.id}` : "/desk/review",
    previousHref: previous && `/desk/review/${previous.id}`,
    decision: {
      recordingId: recording.id,
      since: recording.createdAt.toISOString(),
      reasons: refusalReasons,
      pays: await pays(recording, repeats),
    },
  };
}

/** Whole seconds x the rate of today, as the money worker will work it out; the day's cap is applied there. */
async function pays(recording: RecordingPage, repeats: Repeats): Promise<string> {
  const t = await getTranslations("desk.review");
  const locale = await getLocale();
  const rates = await ratesToday();
  const repeated = repeats.flatMap(({ channels }) => channels);
  const sides = newSides(recording.ownChannel, recording.otherParty, repeated).length;
  if (sides === 0) return t("pays.nothing");
  const kind = sides === 2 ? "both_sides" : "own_side";
  const microsPerSecond = kind === "both_sides" ? rates.bothSides : rates.ownSide;
  const seconds = recording.durationSeconds ?? 0;
  return t(`pays.${kind}`, {
    amount: formatMicros(BigInt(seconds) * microsPerSecond, locale),
    length: formatDuration(seconds, locale),
    rate: formatMicros(microsPerSecond * 60n, locale),
  });
}
