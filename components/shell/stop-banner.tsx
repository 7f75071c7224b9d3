import type { ReactNode } from "react";
import { StateWord } from "@/components/ui/state-word";

interface StopBannerProps {
  /** What is stopped: "Downloads stopped" */
  what: ReactNode;
  /** Since when, for whom, when one hears more. */
  detail: ReactNode;
  action?: ReactNode;
}

/** Above everything, on every page that it concerns. */
export function StopBanner({ what, detail, action }: StopBannerProps) {
  return (
    <div className="band" role="status">
      <div className="row">
        <StateWord state="stopped">
          <b className="b">{what}</b>
        </StateWord>
        <span className="q">
          {detail} {action}
        </span>
      </div>
    </div>
  );
}
