import { getLocale, getTranslations } from "next-intl/server";
import { struckCounts } from "@/components/studio/struck-count";
import { type State, StateWord } from "@/components/ui/state-word";
import { formatShare } from "@/lib/format";

interface Shown {
  state:
    | "announced"
    | "waiting"
    | "received"
    | "processing"
    | "in_review"
    | "accepted"
    | "refused"
    | "failed"
    | "withdrawn";
  reason: string | null;
  step: string | null;
  progressPercent: number;
  redactions: { startMs: number; endMs: number; kind: string }[] | null;
}

const GLYPH: Record<Shown["state"], State> = {
  announced: "notStarted",
  waiting: "notStarted",
  received: "waiting",
  processing: "waiting",
  in_review: "waiting",
  accepted: "approved",
  refused: "stopped",
  failed: "stopped",
  withdrawn: "withdrawn",
};

/** Where a recording stands, in a glyph and words; without a refusal's `reason` where that stands beside it. */
export async function RecordingState({ recording, reason = true }: { recording: Shown; reason?: boolean }) {
  const shown = reason ? recording : { ...recording, reason: null };
  return <StateWord state={GLYPH[recording.state]}>{await stateWords(shown)}</StateWord>;
}

async function stateWords({ state, reason, step, progressPercent, redactions }: Shown): Promise<string> {
  const t = await getTranslations("recordings");
  if (state === "processing" && step && t.has(`steps.${step}`)) {
    return t("working", { step: t(`steps.${step}`), share: formatShare(progressPercent / 100, await getLocale(), 0) });
  }
  if (state === "accepted") {
    const count = struckCounts(redactions ?? []).reduce((sum, kind) => sum + kind.count, 0);
    return t("states.accepted", { count });
  }
  if (state === "refused" && reason) return t("notTaken", { reason: await reasonWords(reason) });
  return t(`states.${state}`);
}

/** A refusal's reason in words; one that has none yet is shown as it is. */
export async function reasonWords(reason: string): Promise<string> {
  const t = await getTranslations("reasons");
  return t.has(reason) ? t(reason) : reason;
}
