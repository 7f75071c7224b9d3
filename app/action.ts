import { headers } from "next/headers";
import type { z } from "zod";
import { shapeOf, textsOf } from "@/app/form-input";
import { isRefusal, type RefusalCode } from "@/db/refusal";
import type { Viewer } from "@/db/viewer";
import { env } from "@/lib/env";
import { viewer } from "@/lib/identity/viewer";
import { log } from "@/lib/web/log";
import { requestContext } from "@/lib/web/request-context";
import { isSameOrigin } from "@/lib/web/same-origin";

/** What a form shows after it was sent. `values` is what was typed, so that nothing is lost; numbers and codes never come back. */
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
    const answering = requestContext.getStore();
    if (answering) answering.acted = true;
    const texts = textsOf(form);
    if (!texts) return { status: "invalid", fields: {}, code: "bad_request", values: {} };
    const values = typed(texts);
    const asked = await headers();
    if (!isSameOrigin(asOfBrowser(asked), env().SITE_URL)) {
      log.info({ code: "forbidden", why: "origin" }, "an action was refused");
      return { status: "refused", fields: {}, code: "forbidden", values };
    }
    const parsed = schema.safeParse(shapeOf(texts));
    if (!parsed.success) {
      const fields = Object.fromEntries(
        parsed.error.issues.map((issue) => [issue.path.join("."), issue.code === "custom" ? "required" : issue.code]),
      );
      log.info({ code: "bad_request", fields }, "an action was refused"); // which fields, never what was in them
      return { status: "invalid", fields, code: "bad_request", values };
    }
    try {
      const locale = asked.get("x-next-intl-locale") === "fr" ? "fr" : "en"; // set by proxy.ts; actions have no root params
      const result = await work(await viewer(), parsed.data, { locale, form });
      return { status: "done", fields: {}, values: {}, ...(result !== undefined && { result }) };
    } catch (error) {
      if (isRedirect(error)) throw error;
      if (isRefusal(error)) {
        log.info({ code: error.code }, "an action was refused"); // the database said no: a power, a limit, another's row
        return { status: "refused", fields: {}, code: error.code, values };
      }
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

/** Not repeated, not even to who typed them: what an answer does not hold, no cache, log or screenshot of it holds. */
const unsaid = new Set(["phone", "otherPhone", "code"]);
const typed = (texts: readonly [string, string][]) => Object.fromEntries(texts.filter(([name]) => !unsaid.has(name)));
