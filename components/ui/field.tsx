import { type ComponentProps, type ReactNode, useId } from "react";
import { cx } from "@/components/ui/cx";

interface FieldFrame {
  label: ReactNode;
  hint?: ReactNode;
  /** What is wrong and what was kept. Its presence marks the field. */
  error?: ReactNode;
  /** Shown when nothing is wrong: the reading of what was typed, for instance. */
  after?: ReactNode;
  className?: string;
}

interface FrameProps extends FieldFrame {
  id: string;
  children: ReactNode;
}

/** Ids of the texts that describe the control, in reading order. */
export function describedBy(id: string, { hint, error, after }: FieldFrame): string | undefined {
  const ids = [hint && `${id}-hint`, (error || after) && `${id}-after`].filter(Boolean);
  return ids.length > 0 ? ids.join(" ") : undefined;
}

export function Frame({ id, label, hint, error, after, className, children }: FrameProps) {
  return (
    <div className={cx("field", error ? "err" : undefined, className)}>
      <label htmlFor={id}>{label}</label>
      {hint && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {children}
      {(error || after) && (
        <div className="after" id={`${id}-after`}>
          {error || after}
        </div>
      )}
    </div>
  );
}

type FieldProps = FieldFrame & Omit<ComponentProps<"input">, "className" | "children">;

/**
 * One line of input. React empties a form after its action: pass back what was sent as `defaultValue`, and the new key
 * makes the box keep it.
 */
export function Field({ label, hint, error, after, className, id, ...input }: FieldProps) {
  const made = useId();
  const own = id ?? made;
  const frame = { label, hint, error, after, ...(className && { className }) };
  return (
    <Frame id={own} {...frame}>
      <input
        key={String(input.defaultValue ?? "")}
        id={own}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(own, frame)}
        {...input}
      />
    </Frame>
  );
}

type AreaProps = FieldFrame & Omit<ComponentProps<"textarea">, "className" | "children">;

/** Several lines of input. */
export function AreaField({ label, hint, error, after, className, id, ...area }: AreaProps) {
  const made = useId();
  const own = id ?? made;
  const frame = { label, hint, error, after, ...(className && { className }) };
  return (
    <Frame id={own} {...frame}>
      <textarea
        key={String(area.defaultValue ?? "")}
        id={own}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(own, frame)}
        {...area}
      />
    </Frame>
  );
}
