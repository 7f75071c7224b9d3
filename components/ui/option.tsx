import { type ComponentProps, type ReactNode, useId } from "react";
import { cx } from "@/components/ui/cx";

interface OptionProps extends Omit<ComponentProps<"input">, "type" | "className" | "children"> {
  /** radio: one of several; checkbox: a yes of its own (terms, consents). */
  type: "radio" | "checkbox";
  children: ReactNode;
  /** What choosing it means, in a sentence. */
  more?: ReactNode;
  /** At the right: when, how much. */
  aside?: ReactNode;
  error?: boolean;
}

export function Option({ type, children, more, aside, error = false, ...input }: OptionProps) {
  const id = useId();
  return (
    <label className={cx("opt", error && "err")}>
      <input
        type={type}
        className="tickbox"
        aria-invalid={error || undefined}
        aria-describedby={more ? `${id}-more` : undefined}
        {...input}
      />
      <span>{children}</span>
      {aside && <span className="q">{aside}</span>}
      {more && (
        <span className="more" id={`${id}-more`}>
          {more}
        </span>
      )}
    </label>
  );
}
