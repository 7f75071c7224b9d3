import { useTranslations } from "next-intl";
import type { FormState } from "@/app/action";

/** What a form's state says: the note on top and the line at each field. Needs the namespace `errors`. */
export function useFormWords(state: FormState) {
  const t = useTranslations("errors");
  const field = (name: string): string | undefined => {
    const key = state.fields[name];
    if (key === undefined) return undefined;
    return t.has(`fields.${key}` as never) ? t(`fields.${key}` as never) : t("bad_request" as never);
  };
  return { field, note: state.code ? t(state.code as never) : undefined };
}

/** The state of a form that nobody has sent yet. */
export const unsent: FormState = { status: "fresh", fields: {}, values: {} };
