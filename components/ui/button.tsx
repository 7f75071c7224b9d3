import type { ComponentProps } from "react";
import { cx } from "@/components/ui/cx";

export interface ButtonLook {
  /** go: the one vermilion button of a page. stop: what cannot be undone. */
  weight?: "plain" | "go" | "stop";
  size?: "sm" | "md" | "lg";
  wide?: boolean;
}

export function buttonClass({ weight = "plain", size = "md", wide = false }: ButtonLook, more?: string): string {
  return cx("btn", weight !== "plain" && weight, size !== "md" && size, wide && "wide", more);
}

export function Button({
  weight,
  size,
  wide,
  className,
  type = "button",
  ...rest
}: ComponentProps<"button"> & ButtonLook) {
  const look: ButtonLook = { ...(weight && { weight }), ...(size && { size }), ...(wide && { wide }) };
  return <button type={type} className={buttonClass(look, className)} {...rest} />;
}
