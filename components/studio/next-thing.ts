export interface Standing {
  /** Calls in which somebody waits for this person's yes. */
  asked: number;
  recordingCount: number;
  /** Newest first. */
  recent: { id: string; title: string; state: string }[];
  account: "asked" | "onboarding" | "active" | "restricted" | undefined;
  earnedMicros: bigint;
  availableMicros: bigint;
  thresholdMicros: bigint;
}

export type NextThing =
  | { kind: "answer"; count: number }
  | { kind: "first" }
  | { kind: "restricted" }
  | { kind: "finish" | "alone"; id: string; title: string }
  | { kind: "payouts" }
  | { kind: "opening" }
  | { kind: "below"; missingMicros: bigint }
  | { kind: "more" };

/** The one thing that most needs doing: somebody else's wait first, then what stands in the way of money, then more calls. */
export function nextThing(now: Standing): NextThing {
  const in_ = (state: string) => now.recent.find((recording) => recording.state === state);
  const unfinished = in_("announced");
  const waiting = in_("waiting");
  if (now.asked > 0) return { kind: "answer", count: now.asked };
  if (now.account === "restricted") return { kind: "restricted" };
  if (unfinished) return { kind: "finish", id: unfinished.id, title: unfinished.title };
  if (now.recordingCount === 0) return { kind: "first" };
  if (now.earnedMicros > 0n && now.account === undefined) return { kind: "payouts" };
  if (now.earnedMicros > 0n && now.account === "onboarding") return { kind: "opening" };
  if (waiting) return { kind: "alone", id: waiting.id, title: waiting.title };
  const missingMicros = now.thresholdMicros - now.availableMicros;
  if (now.account === "active" && now.availableMicros > 0n && missingMicros > 0n)
    return { kind: "below", missingMicros };
  return { kind: "more" };
}
