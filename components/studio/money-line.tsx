import type { ReactNode } from "react";
import { type State, StateWord } from "@/components/ui/state-word";

export interface MoneyStage {
  key: string;
  state: State;
  label: string;
  amount: string;
  /** How the amount came about, one line each: "47 min 0 s x $0.30". */
  work: string[];
  /** When, or why not yet. */
  when?: ReactNode;
}

/** Pending, available, on its way, paid: one line, the working under each amount. */
export function MoneyLine({ stages }: { stages: MoneyStage[] }) {
  return (
    <ol className="moneyline">
      {stages.map((stage) => (
        <li key={stage.key}>
          <StateWord state={stage.state}>{stage.label}</StateWord>
          <b className="amt">{stage.amount}</b>
          {stage.work.map((line) => (
            <span key={line} className="work q">
              {line}
            </span>
          ))}
          {stage.when && <span className="when">{stage.when}</span>}
        </li>
      ))}
    </ol>
  );
}
