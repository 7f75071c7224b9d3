"use client";

import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";

interface DialogProps {
  /** The button that opens it; left out when `open` is held outside. */
  trigger?: ReactNode;
  title: ReactNode;
  /** The consequence, in words that name it. */
  description?: ReactNode;
  /** Fields, then <div className="acts"> with the buttons; DialogClose goes around the one that only closes. */
  children: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
}

/**
 * Asks once. The veil is our own: Radix's overlay writes a <style> element into the page, which a strict style-src would
 * refuse; scrolling is held by html:has(.veil).
 */
export function Dialog({ trigger, title, description, children, open, onOpenChange }: DialogProps) {
  const held = { ...(open !== undefined && { open }), ...(onOpenChange && { onOpenChange }) };
  return (
    <Radix.Root {...held}>
      {trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <div className="veil" aria-hidden="true" />
        <Radix.Content className="dialog" {...(description ? {} : { "aria-describedby": undefined })}>
          <Radix.Title className="display d20">{title}</Radix.Title>
          {description && <Radix.Description className="q mt-2">{description}</Radix.Description>}
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export function DialogClose({ children }: { children: ReactNode }) {
  return <Radix.Close asChild>{children}</Radix.Close>;
}
