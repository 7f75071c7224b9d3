import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";

interface NoteProps {
  tone?: "wait" | "stop" | "ok";
  /** What happened. */
  title: ReactNode;
  /** What was kept. */
  children?: ReactNode;
  /** What to do: a link or a button. */
  action?: ReactNode;
  /** alert: read out at once, for what follows on something the person just did. */
  role?: "alert" | "status";
}

export function Note({ tone = "wait", title, children, action, role }: NoteProps) {
  return (
    <div className={cx("note", tone !== "wait" && tone)} role={role}>
      <div>
        <b className="b">{title}</b>
        {children && <span className="q"> {children}</span>}
      </div>
      {action}
    </div>
  );
}
