"use client";

import { useLocale, useTranslations } from "next-intl";
import { useOptimistic, useState, useTransition } from "react";
import { add, remove } from "@/app/[locale]/(desk)/desk/datasets/[id]/actions";
import { FormNote, untouched } from "@/app/[locale]/(desk)/form-note";
import { PlayButton } from "@/components/player/play-button";
import { Words } from "@/components/player/transcript";
import { useClip } from "@/components/player/use-clip";
import { Waveform } from "@/components/player/waveform";
import { Button } from "@/components/ui/button";
import { formatClock, formatNumber } from "@/lib/format";

export interface ClipRow {
  id: string;
  /** The call it is from, in short. */
  call: string;
  party: "a" | "b";
  durationSeconds: number;
  text: string | null;
  snrDb: number | null;
  peaks: number[];
  held: boolean;
}

/** Clips in dense rows: hear, read, tick. What is ticked shows at once and is taken back if the house says no. */
export function ClipRows({ versionId, rows }: { versionId: string; rows: ClipRow[] }) {
  const t = useTranslations("desk.composer");
  const [state, setState] = useState(untouched);
  const [pending, startTransition] = useTransition();
  const [shown, mark] = useOptimistic(rows, (before, change: { ids: Set<string>; held: boolean }) =>
    before.map((row) => (change.ids.has(row.id) ? { ...row, held: change.held } : row)),
  );
  const put = (ids: string[], held: boolean) =>
    startTransition(async () => {
      mark({ ids: new Set(ids), held });
      const form = new FormData();
      form.set("versionId", versionId);
      for (const id of ids) form.append("clipIds[]", id);
      setState(await (held ? add : remove)(untouched, form));
    });
  const out = shown.filter((row) => !row.held).map((row) => row.id);
  const inside = shown.filter((row) => row.held).map((row) => row.id);
  return (
    <>
      <FormNote state={state} />
      <div className="mb-3 flex flex-wrap gap-2">
        <Button size="sm" disabled={pending || out.length === 0} onClick={() => put(out, true)}>
          {t("addShown", { count: out.length })}
        </Button>
        <Button size="sm" disabled={pending || inside.length === 0} onClick={() => put(inside, false)}>
          {t("removeShown", { count: inside.length })}
        </Button>
      </div>
      <ul className="border-t border-rule-ink" aria-label={t("clips")}>
        {shown.map((row) => (
          <Row key={row.id} row={row} onPut={(held) => put([row.id], held)} />
        ))}
      </ul>
    </>
  );
}

function Row({ row, onPut }: { row: ClipRow; onPut: (held: boolean) => void }) {
  const t = useTranslations("desk.composer");
  const ui = useTranslations("ui");
  const kinds = useTranslations("kind");
  const locale = useLocale();
  const clip = useClip(`/listen/${row.id}`, row.durationSeconds);
  const name = t("clipName", {
    party: row.party.toUpperCase(),
    call: row.call,
    length: formatClock(row.durationSeconds),
  });
  const none: number[] = [];
  return (
    <li className="grid grid-cols-[24px_36px_120px_minmax(0,1fr)_auto] items-center gap-x-3 border-b border-rule py-1.5 max-wide:grid-cols-[24px_44px_minmax(0,1fr)_auto]">
      <input
        type="checkbox"
        className="tickbox"
        checked={row.held}
        onChange={(event) => onPut(event.target.checked)}
        aria-label={t("holdClip", { name })}
      />
      <PlayButton
        size="sm"
        playing={clip.playing}
        label={ui(clip.playing ? "pause" : "play", { name })}
        onPress={clip.toggle}
      />
      <Waveform
        peaks={row.party === "a" ? { a: row.peaks, b: none } : { a: none, b: row.peaks }}
        durationSeconds={row.durationSeconds}
        alt={t("clipWave", { name })}
        height={28}
        bars={40}
        className="max-wide:col-span-1"
        {...(clip.playShare !== undefined && { playShare: clip.playShare })}
      />
      <p
        className="truncate max-wide:order-last max-wide:col-span-full max-wide:whitespace-normal"
        title={row.text ?? undefined}
      >
        {row.text === null ? (
          <span className="qq">{t("noText")}</span>
        ) : (
          <Words text={row.text} kinds={kindWords(row.text, kinds)} />
        )}
      </p>
      <span className="num s12 q text-right whitespace-nowrap">
        {formatClock(row.durationSeconds)}
        {row.snrDb !== null && `, ${formatNumber(row.snrDb, locale, 1)} dB`}
        <span className="mono qq block">{row.call}</span>
        {clip.failed && <span role="alert">{t("failed")}</span>}
      </span>
    </li>
  );
}

/** The words of the marks that this text holds. */
function kindWords(text: string, kinds: ReturnType<typeof useTranslations>): Record<string, string> {
  const named = [...text.matchAll(/\[([A-Z][A-Z_]*)\]/g)].map((match) => (match[1] ?? "").toLowerCase());
  return Object.fromEntries(["other", ...named].map((kind) => [kind, kinds(kinds.has(kind) ? kind : "other")]));
}
