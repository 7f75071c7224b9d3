"use client";

import { useActionState } from "react";
import { useSteppedUp } from "@/components/shell/step-up";

/** What a server action answers to its form; app/action.ts makes it. */
export interface FormAnswer {
  status: "fresh" | "done" | "invalid" | "refused";
  /** Which fields were wrong. */
  fields: Record<string, string>;
  /** Why it was refused: a key of the messages `errors`. */
  code?: string;
  /** What was typed, so that nothing is lost. */
  values: Record<string, string>;
  result?: string;
}

const fresh = { status: "fresh", fields: {}, values: {} } as const;

/**
 * The one way in which a form of ours asks: the answer so far, the action to hang on the form, and whether it is under way. An
 * act that wants a passkey's word first asks for it, and goes on.
 */
export function useForm<A extends FormAnswer>(action: (before: A, form: FormData) => Promise<A>) {
  const [answer, send, pending] = useActionState(useSteppedUp(action), fresh as unknown as Awaited<A>);
  return { answer: answer as FormAnswer, send, pending };
}
