"use client";

import { useTranslations } from "next-intl";
import type { FormAnswer } from "@/components/studio/use-form";
import { Note } from "@/components/ui/note";

/** Above a form that was refused: what did not happen, and why. Read out at once. Needs the messages `errors`. */
export function FormNote({ answer, title }: { answer: FormAnswer; title: string }) {
  const t = useTranslations("errors");
  if (answer.status !== "refused" && answer.status !== "invalid") return null;
  return (
    <Note tone="stop" title={title} role="alert">
      {t(answer.code ?? "broken")}
    </Note>
  );
}
