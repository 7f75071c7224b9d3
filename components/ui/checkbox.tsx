import type { ComponentProps, ReactNode } from "react";
import { cx } from "@/components/ui/cx";

interface CheckboxProps extends Omit<ComponentProps<"input">, "type" | "className" | "children"> {
  children: ReactNode;
  /** A count at the right, as in facets. */
  count?: ReactNode;
  className?: string;
}

export function Checkbox({ children, count, className, ...input }: CheckboxProps) {
  return (
    <label className={cx("check", className)}>
      <input type="checkbox" className="tickbox" {...input} />
      <span>{children}</span>
      {count !== undefined && <small>{count}</small>}
    </label>
  );
}
