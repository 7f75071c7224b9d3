"use client";

import { RaiseSession } from "@/components/shell/raise-session";

/** A whole new page: everything on it is read again, as who they are now. */
export function GoOnRaised({ next }: { next: string }) {
  return <RaiseSession onRaised={() => location.assign(next)} />;
}
