import { type ComponentProps, type ReactNode, useId } from "react";
import { describedBy, Frame } from "@/components/ui/field";

interface SelectProps extends Omit<ComponentProps<"select">, "className" | "children"> {
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  className?: string;
  options: { value: string; label: string; disabled?: boolean }[];
}

/** The browser's own list, in our frame: it is the one that works on every phone. */
export function Select({ label, hint, error, className, options, id, ...select }: SelectProps) {
  const made = useId();
  const own = id ?? made;
  const frame = { label, hint, error, ...(className && { className }) };
  return (
    <Frame id={own} {...frame}>
      <div className="pick">
        <select
          key={String(select.defaultValue ?? "")}
          id={own}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(own, frame)}
          {...select}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled}>
              {option.label}
            </option>
          ))}
        </select>
        <svg viewBox="0 0 10 8" fill="none" aria-hidden="true">
          <path d="M1 2l4 4 4-4" strokeWidth="1.5" />
        </svg>
      </div>
    </Frame>
  );
}
