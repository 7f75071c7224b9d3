"use client";

import { Button } from "@/components/ui/button";

export function PrintButton({ label }: { label: string }) {
  return (
    <Button className="print:hidden" onClick={() => print()}>
      {label}
    </Button>
  );
}
