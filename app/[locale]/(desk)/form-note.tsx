"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { FormState } from "@/app/action";
import { Note } from "@/components/ui/note";

/** A form that nobody has sent yet. (app/action.ts reads cookies, so only its types come to the browser.) */
export const untouched: FormState = { status: "fresh", fields: {}, values: {} };

interface FormNoteProps {
  state: FormState;
  /** What a code means here, where that is more than it means everywhere. */
  said?: Partial<Record<NonNullable<FormState["code"]>, ReactNode>>;
  action?: ReactNode;
}

/** On top of a form: what happened to what was sent. Nothing while there is nothing to say. */
export function FormNote({ state, said, action }: FormNoteProps) {
  const t = useTranslations("errors");
  if (!state.code) return null;
  return <Note tone="stop" role="alert" title={said?.[state.code] ?? t(state.code)} action={action} />;
}

/** The words beside a field, if something is wrong with it. */
export function useFieldError(state: FormState): (name: string) => string | undefined {
  const t = useTranslations("errors");
  const desk = useTranslations("desk");
  return (name) => {
    const wrong = state.fields[name];
    if (wrong === undefined) return undefined;
    return t.has(`fields.${wrong}`) ? t(`fields.${wrong}`) : desk("field");
  };
}
