import type { RequestListener } from "node:http";
import { Refusal } from "../db/refusal.ts";
import { errorCodeOf, writeError } from "../lib/web/error-response.ts";
import { log } from "../lib/web/log.ts";
import { parseJson } from "../lib/web/parse-json.ts";
import { readBody } from "../lib/web/read-body.ts";
import { addPasskey, askAuthenticator, type Relying, raiseSession, signInByPasskey } from "./ceremonies.ts";
import { answerInput, optionsInput, registerInput, signInInput } from "./input.ts";

const BODY_BYTES = 32 << 10;

/** POST with JSON, to one of four addresses; the answer is JSON, or a refusal's code. */
export function answerWith(relying: Relying): RequestListener {
  const verbs: Record<string, (body: unknown) => Promise<unknown>> = {
    "/options": (body) => askAuthenticator(relying, optionsInput.parse(body)),
    "/register": (body) => addPasskey(relying, registerInput.parse(body)),
    "/raise": (body) => raiseSession(relying, answerInput.parse(body)),
    "/sign-in": (body) => signInByPasskey(relying, signInInput.parse(body)),
  };
  return async (request, response) => {
    try {
      const verb = Object.hasOwn(verbs, request.url ?? "") && verbs[request.url!];
      if (!verb || request.method !== "POST") throw new Refusal("not_found");
      const body = await readBody(request, BODY_BYTES);
      if (body.kind === "too_large") return writeError(response, "too_large");
      const answer = JSON.stringify(await verb(parseJson(body.bytes)));
      log.info({ factor: "passkey", verb: request.url, outcome: "done" }, "passkey");
      response.writeHead(200, { "content-type": "application/json", "cache-control": "no-store" }).end(answer);
    } catch (error) {
      const code = error instanceof Error && error.name === "ZodError" ? "bad_request" : errorCodeOf(error);
      if (code === "broken") log.error({ err: error, path: request.url }, "a passkey's request broke");
      else log.info({ factor: "passkey", verb: request.url, outcome: code, why: causeOf(error) }, "passkey");
      writeError(response, code);
    }
  };
}

/** What did not fit, in the library's words: for the log alone. */
const causeOf = (error: unknown) =>
  (error as Error).cause instanceof Error ? (error as { cause: Error }).cause.message : undefined;
