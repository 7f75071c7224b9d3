import type { ReactNode } from "react";

/** The next thing to do: what it is, why, and the button that does it. */
export function NextStep({ title, text, action }: { title: ReactNode; text: ReactNode; action: ReactNode }) {
  return (
    <div className="next">
      <div>
        <p className="display d20">{title}</p>
        <p className="q mt-1 max-w-[60ch]">{text}</p>
      </div>
      <div className="flex flex-wrap gap-2">{action}</div>
    </div>
  );
}
