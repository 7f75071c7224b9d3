import { headers } from "next/headers";
import type { z } from "zod";
import { isRefusal, type RefusalCode } from "@/db/refusal";
import type { Viewer } from "@/db/viewer";
import { env } from "@/lib/env";
import { viewer } from "@/lib/identity/viewer";
import { log } from "@/lib/web/log";
import { isSameOrigin } from "@/lib/web/same-origin";

/** What a form shows after it was sent. `values` is what was typed, so that nothing is lost. */
export type FormState = {
  status: "fresh" | "done" | "invalid" | "refused";
  /** field → message key in `errors.fields` */
  fields: Record<string, string>;
  /** message key in `errors` */
  code?: RefusalCode | "broken";
  values: Record<string, string>;
  /** what the page shows once, such as a new key */
  result?: string;
};

type Work<S extends z.ZodType> = (
  me: Viewer,
  input: z.infer<S>,
  context: { locale: "en" | "fr"; form: FormData },
) => Promise<string | undefined>;

/**
 * The one way into a server action: Origin, then the viewer, then strict input, then the verb. Redirects pass through;
 * an expected no comes back as a code; anything else is logged and reads "something broke".
 */
export function formAction<S extends z.ZodType>(schema: S, work: Work<S>) {
  return async (_before: FormState, form: FormData): Promise<FormState> => {
    const values = typed(form);
    const asked = await headers();
    if (!isSameOrigin(asOfBrowser(asked), env().SITE_URL)) {
      return { status: "refused", fields: {}, code: "forbidden", values };
    }
    const parsed = schema.safeParse(shaped(form));
    if (!parsed.success) {
      const fields = Object.fromEntries(
        parsed.error.issues.map((issue) => [issue.path.join("."), issue.code === "custom" ? "required" : issue.code]),
      );
      return { status: "invalid", fields, code: "bad_request", values };
    }
    try {
      const locale = asked.get("x-next-intl-locale") === "fr" ? "fr" : "en"; // set by proxy.ts; actions have no root params
      const result = await work(await viewer(), parsed.data, { locale, form });
      return { status: "done", fields: {}, values: {}, ...(result !== undefined && { result }) };
    } catch (error) {
      if (isRedirect(error)) throw error;
      if (isRefusal(error)) return { status: "refused", fields: {}, code: error.code, values };
      log.error({ err: error }, "an action broke");
      return { status: "refused", fields: {}, code: "broken", values };
    }
  };
}

const asOfBrowser = (asked: Headers) => ({
  method: "POST",
  headers: { origin: asked.get("origin") ?? undefined, cookie: asked.get("cookie") ?? undefined },
});

/** Next's own throws (redirect, notFound) are its control flow, not failures. */
const isRedirect = (error: unknown): boolean =>
  typeof (error as { digest?: unknown }).digest === "string" &&
  (error as { digest: string }).digest.startsWith("NEXT_");

const texts = (form: FormData) =>
  [...form].filter((pair): pair is [string, string] => typeof pair[1] === "string" && !pair[0].startsWith("$ACTION"));
const typed = (form: FormData) => Object.fromEntries(texts(form));
/** A checkbox is true or false, `name[]` collects, the rest is text: what the schema then checks. */
function shaped(form: FormData): Record<string, unknown> {
  const shape: Record<string, unknown> = {};
  for (const [name, value] of texts(form)) {
    if (name.endsWith("[]"))
      shape[name.slice(0, -2)] = [...((shape[name.slice(0, -2)] as string[] | undefined) ?? []), value];
    else shape[name] = value === "on" ? true : value;
  }
  return shape;
}
