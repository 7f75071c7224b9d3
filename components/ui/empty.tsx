import type { ReactNode } from "react";

interface EmptyProps {
  /** What there is none of. */
  title: ReactNode;
  /** What is near, or what will appear here and when. */
  children?: ReactNode;
  action?: ReactNode;
}

export function Empty({ title, children, action }: EmptyProps) {
  return (
    <div className="none">
      <p className="display d20">{title}</p>
      {children && <div className="q mt-1.5">{children}</div>}
      {action && <div className="mt-4">{action}</div>}
    </div>
  );
}
