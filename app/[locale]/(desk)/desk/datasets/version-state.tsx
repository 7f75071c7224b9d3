import { getLocale, getTranslations } from "next-intl/server";
import { type State, StateWord } from "@/components/ui/state-word";
import { formatShare } from "@/lib/format";
import type { curatedDatasets } from "@/lib/releases/read";

type VersionState = Awaited<ReturnType<typeof curatedDatasets>>[number]["state"];

const GLYPH: Record<VersionState, State> = {
  draft: "notStarted",
  building: "waiting",
  published: "stands",
  superseded: "paid",
  withdrawn: "withdrawn",
  failed: "stopped",
};

/** A version's state as the desk says it; how far it is built, while it is. */
export async function VersionState({ state, progressPercent }: { state: VersionState; progressPercent: number }) {
  const t = await getTranslations("desk.versions");
  const share = formatShare(progressPercent / 100, await getLocale(), 0);
  return <StateWord state={GLYPH[state]}>{t(`state.${state}`, { share })}</StateWord>;
}
