"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";

interface CopyButtonProps {
  text: string;
  label: string;
  done: string;
  /** Said when the browser refuses: the person can still select the text. */
  failed: string;
}

export function CopyButton({ text, label, done, failed }: CopyButtonProps) {
  const [said, setSaid] = useState(label);
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setSaid(done),
      () => setSaid(failed),
    );
  return (
    <Button size="sm" onClick={copy} onBlur={() => setSaid(label)}>
      <span aria-live="polite">{said}</span>
    </Button>
  );
}
