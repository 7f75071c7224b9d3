interface Span {
  startMs: number;
  endMs: number;
  kind: string;
}

/** How often each kind was struck out, most first. What is said on one side is silenced on both, and counts once. */
export function struckCounts(spans: readonly Span[]): { kind: string; count: number }[] {
  const seen = new Map<string, string>();
  for (const { startMs, endMs, kind } of spans) seen.set(`${startMs}-${endMs}`, kind);
  const counts = new Map<string, number>();
  for (const kind of seen.values()) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => ({ kind, count })).sort((one, other) => other.count - one.count);
}
