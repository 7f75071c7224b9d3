import { ApiError, invalidParameter, rateLimited, serverError } from "./errors.ts";
import { expandPaths } from "./expand.ts";
import { type Fault, takeFault } from "./faults.ts";
import { parseForm } from "./form.ts";
import { beginRequest, type InFlight, type KeyedRequest, keepAnswer, savedAnswer } from "./idempotency.ts";
import { newId } from "./ids.ts";
import { parseInput } from "./input.ts";
import { authenticate, type Caller, requirePermission } from "./keys.ts";
import { findRoute } from "./routes.ts";
import type { World } from "./world.ts";

export interface ApiRequest {
  method: string;
  /** Path and query. */
  url: string;
  body: string;
  headers: { [name: string]: string | string[] | undefined };
}

export interface ApiAnswer {
  status: number;
  body: object;
  headers: Record<string, string>;
}

/** The connection is cut instead of an answer. */
export type Reset = "reset";

/** Answers one API request: who calls, faults, idempotency, then the route itself. */
export async function answerApi(
  world: World,
  inFlight: InFlight,
  faults: Fault[],
  request: ApiRequest,
): Promise<ApiAnswer | Reset> {
  const requestId = newId("req_", 14);
  try {
    const caller = authenticate(header(request, "authorization"), world.settings);
    const path = request.url.split("?")[0] ?? "";
    const fault = takeFault(faults, request.method, path);
    if (fault?.mode === "429") throw rateLimited();
    if (fault?.mode === "reset_before") return "reset";
    if (fault?.mode === "500_before") return plain(serverError(), requestId, { "stripe-should-retry": "true" });
    const answer = await answerOnce(world, inFlight, request, caller, requestId, fault);
    return fault?.mode === "reset_after" ? "reset" : answer;
  } catch (error) {
    if (error instanceof ApiError) return plain(error, requestId);
    console.error("The Stripe emulator broke:", error);
    const broken = { type: "api_error", message: "The emulator broke; its log says where." };
    return { status: 500, body: { error: broken }, headers: { "request-id": requestId } };
  }
}

/** Executes a request unless an answer is kept under its idempotency key, and keeps the answer. */
async function answerOnce(
  world: World,
  inFlight: InFlight,
  request: ApiRequest,
  caller: Caller,
  requestId: string,
  fault: Fault | undefined,
): Promise<ApiAnswer> {
  const key = request.method === "POST" ? header(request, "idempotency-key") : undefined;
  const keyed: KeyedRequest | undefined = key
    ? {
        key: checkedKey(key),
        account: header(request, "stripe-account"),
        method: request.method,
        url: request.url,
        body: request.body,
      }
    : undefined;
  const kept = keyed && savedAnswer(world, inFlight, keyed);
  if (kept) {
    const replay = { "idempotent-replayed": "true", "original-request": kept.requestId, "request-id": requestId };
    return { status: kept.status, body: kept.body, headers: replay };
  }
  const done = keyed && beginRequest(inFlight, keyed);
  try {
    const answer = execute(world, request, caller, requestId, fault);
    if (keyed && answer.executed) keepAnswer(world, keyed, { status: answer.status, body: answer.body, requestId });
    if (fault?.mode === "slow") await new Promise((resolve) => setTimeout(resolve, fault.milliseconds));
    return answer;
  } finally {
    done?.();
  }
}

function execute(
  world: World,
  request: ApiRequest,
  caller: Caller,
  requestId: string,
  fault: Fault | undefined,
): ApiAnswer & { executed: boolean } {
  try {
    const [path = "", query = ""] = request.url.split("?");
    const { route, ids } = findRoute(request.method, path);
    requirePermission(caller, route.permission);
    const input = parseInput(route.input, readParameters(request, path, query));
    const account = header(request, "stripe-account");
    const body = structuredClone(route.run(world, { ids: ids.map(decodeURIComponent), input, account }));
    const wanted = (input as { expand?: string[] }).expand ?? [];
    expandPaths(world, body, wanted, (permission) => requirePermission(caller, permission));
    if (fault?.mode === "500_after") return { ...plain(serverError(), requestId), executed: true };
    return { status: 200, body, headers: { "request-id": requestId }, executed: true };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { ...plain(error, requestId), executed: error.executed };
  }
}

function readParameters(request: ApiRequest, path: string, query: string): unknown {
  if (request.method !== "POST") return parseForm(query);
  if (!path.startsWith("/v2/")) return parseForm(request.body);
  try {
    return JSON.parse(request.body || "{}");
  } catch {
    throw invalidParameter("json_invalid", "The request body is not valid JSON.", "body");
  }
}

function checkedKey(key: string): string {
  if (key.length <= 255) return key;
  throw invalidParameter("idempotency_key_invalid", "Idempotency keys have at most 255 characters.", "idempotency_key");
}

function plain(error: ApiError, requestId: string, headers: Record<string, string> = {}): ApiAnswer {
  return { status: error.status, body: error.body, headers: { "request-id": requestId, ...headers } };
}

function header(request: ApiRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
