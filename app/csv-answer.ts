import { z } from "zod";
import { isRefusal, Refusal } from "@/db/refusal";
import type { Viewer } from "@/db/viewer";
import type { CsvFile } from "@/lib/csv";
import { viewer } from "@/lib/identity/viewer";
import { errorResponse } from "@/lib/web/error-response";
import { log } from "@/lib/web/log";

type Person = Extract<Viewer, { id: string }>;
/** What the folders above a file may be called: its language, and the one thing it is about. */
const place = z.strictObject({ locale: z.enum(["en", "fr"]), id: z.uuid().optional() });
type Read<S extends z.ZodType> = (
  me: Person,
  asked: z.infer<S>,
  at: z.infer<typeof place>,
) => Promise<CsvFile | undefined>;

const FILE_NAME = /^[a-z0-9][a-z0-9.-]{0,120}\.csv$/;

/**
 * The one way to a file of rows: the viewer, their role, a strict query, then a room that reads as the viewer. Somebody of
 * another role is told what a missing file is told.
 */
export function csvAnswer<S extends z.ZodType>(role: Person["role"], query: S, read: Read<S>) {
  return async (
    request: Request,
    context: { params: Promise<Record<string, string | undefined>> },
  ): Promise<Response> => {
    try {
      const me = await viewer();
      if (me.via !== "session") throw new Refusal("signed_out");
      const at = place.safeParse(await context.params);
      if (me.role !== role || !at.success) throw new Refusal("not_found");
      const asked = query.safeParse(Object.fromEntries(new URL(request.url).searchParams));
      if (!asked.success) throw new Refusal("bad_request");
      const file = await read(me, asked.data, at.data);
      if (!file || file.part > file.parts) throw new Refusal("not_found");
      return download(file);
    } catch (error) {
      if (isRefusal(error)) log.info({ code: error.code }, "a CSV file was refused");
      else log.error({ err: error }, "a CSV file broke");
      return errorResponse(error);
    }
  };
}

function download({ name, text }: CsvFile): Response {
  if (!FILE_NAME.test(name)) throw new Error("not a file name for a header");
  return new Response(text, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8; header=present",
      "Content-Disposition": `attachment; filename="${name}"`,
      "Cache-Control": "private, no-store",
      Vary: "Cookie",
    },
  });
}
