import { z } from "zod";
import { Refusal } from "../db/refusal.ts";
import { askPasskeys } from "../lib/identity/ask-passkeys.ts";
import { browserOf } from "../lib/identity/browser.ts";
import { sessionCookie, sessionTokenOf } from "../lib/identity/whose-token.ts";
import { writeError } from "../lib/web/error-response.ts";
import { parseJson } from "../lib/web/parse-json.ts";
import { readBody } from "../lib/web/read-body.ts";
import type { HotHandler, HotPath } from "./hot-paths.ts";

const BODY_BYTES = 32 << 10;
const credential = z.record(z.string().max(60), z.json());
const asked = {
  options: z.strictObject({ kind: z.enum(["register", "raise", "sign-in"]) }),
  register: z.strictObject({ response: credential, label: z.string().max(60), code: z.string().max(40).optional() }),
  raise: z.strictObject({ response: credential }),
  "sign-in": z.strictObject({ response: credential }),
};
const question = z.object({ options: z.record(z.string(), z.json()), needsCode: z.boolean() });
const raised = z.object({ session: z.string().regex(/^hs_[0-9a-f]{64}$/) });
const secret = z.object({ secret: z.string().regex(/^hl_[0-9a-f]{64}$/) });

/** Between the browser and the passkeys process: the cookie's token goes in, a raised session's comes back as a cookie. */
export const passkeyPaths: readonly HotPath[] = [
  { path: /^\/passkeys\/(options|register|raise|sign-in)$/, handle: passkeys, methods: ["POST"], limit: "way-in" },
];

async function passkeys(...[request, response, url]: Parameters<HotHandler>): Promise<void> {
  if (request.method !== "POST") throw new Refusal("bad_request");
  const body = await readBody(request, BODY_BYTES);
  if (body.kind === "too_large") return writeError(response, "too_large");
  const session = sessionTokenOf(request.headers.cookie);
  const browser = browserOf(request.headers.cookie);
  const noStore = { "cache-control": "no-store" };
  const json = (value: unknown) =>
    response.writeHead(200, { "content-type": "application/json", ...noStore }).end(JSON.stringify(value));

  const verb = url.pathname.slice("/passkeys/".length) as keyof typeof asked;
  const given = read(asked[verb], body.bytes);
  if (verb === "options") {
    const { kind } = given as z.infer<typeof asked.options>;
    const who = kind === "sign-in" ? { browser: known(browser) } : { session: known(session) };
    json(await askPasskeys("options", { kind, ...who }, question));
  } else if (verb === "sign-in") {
    json(await askPasskeys("sign-in", { ...given, browser: known(browser) }, secret));
  } else {
    const made = await askPasskeys(verb, { ...given, session: known(session) }, raised);
    response.writeHead(204, { "set-cookie": sessionCookie(made.session), ...noStore }).end();
  }
}

function known(token: string | undefined): string {
  if (!token) throw new Refusal("signed_out");
  return token;
}

function read<S extends z.ZodType>(schema: S, bytes: Buffer): z.infer<S> {
  const parsed = schema.safeParse(parseJson(bytes));
  if (!parsed.success) throw new Refusal("bad_request");
  return parsed.data;
}
