import type { Party, Peaks, StruckSpan } from "@/components/player/peaks";

interface Call {
  ownChannel: "left" | "right";
  otherParty: "left_out" | "asked" | "given" | "refused";
  durationSeconds: number | null;
  channels: { party: Party; peaks: number[] }[] | null;
  redactions: { party: Party; startMs: number; endMs: number; kind: string }[] | null;
}

export interface CallDrawing {
  peaks: Peaks;
  durationSeconds: number;
  struck: StruckSpan[];
  missing?: Party;
}

/** How a call is drawn: both channels once it was worked on, a flat line before; the side that nobody said yes for is missing. */
export function callDrawing(call: Call, kindWord: (kind: string) => string): CallDrawing {
  const peaksOf = (party: Party) => call.channels?.find((channel) => channel.party === party)?.peaks ?? [];
  const other: Party = call.ownChannel === "left" ? "b" : "a";
  return {
    peaks: { a: peaksOf("a"), b: peaksOf("b") },
    durationSeconds: Math.max(1, call.durationSeconds ?? 1),
    struck: (call.redactions ?? []).map(({ party, startMs, endMs, kind }) => ({
      party,
      startSeconds: startMs / 1000,
      endSeconds: endMs / 1000,
      label: kindWord(kind),
    })),
    ...(call.otherParty !== "given" && { missing: other }),
  };
}
