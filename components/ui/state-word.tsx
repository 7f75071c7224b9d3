import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";

/** Ring, half, green ring, disc, tick, square, dash, ringed disc. */
const GLYPH = {
  notStarted: "",
  waiting: "wait",
  approved: "agreed",
  stands: "ok",
  paid: "done",
  stopped: "stop",
  withdrawn: "gone",
  live: "live",
} as const;

export type State = keyof typeof GLYPH;

interface StateWordProps {
  state: State;
  children: ReactNode;
  className?: string;
}

/** The glyph takes shape and colour, the word stays ink and is never left out. */
export function StateWord({ state, children, className }: StateWordProps) {
  return <span className={cx("st", GLYPH[state], className)}>{children}</span>;
}
