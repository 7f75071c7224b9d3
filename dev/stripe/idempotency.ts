import { createHash } from "node:crypto";
import { idempotencyInFlight, idempotencyMismatch } from "./errors.ts";
import type { World } from "./world.ts";

/** An answer kept under an idempotency key. */
export interface SavedAnswer {
  requestHash: string;
  status: number;
  body: object;
  requestId: string;
  savedAtSeconds: number;
}

const DAY_SECONDS = 86_400;
const LIFE_SECONDS = { v1: DAY_SECONDS, v2: 30 * DAY_SECONDS };

/** Old answers are looked for now and then, not at every request. */
const SWEEP_EVERY = 1000;

export interface KeyedRequest {
  key: string;
  account: string | undefined;
  method: string;
  url: string;
  body: string;
}

/** Keys live per account and API version, not per API key. */
function scopeOf(request: KeyedRequest): string {
  return `${versionOf(request)}|${request.account ?? ""}|${request.key}`;
}

function versionOf(request: KeyedRequest): "v1" | "v2" {
  return request.url.startsWith("/v2/") ? "v2" : "v1";
}

function hashOf(request: KeyedRequest): string {
  return createHash("sha256").update(`${request.method} ${request.url}\n${request.body}`).digest("hex");
}

/** Requests now executing, by the scope of their key. */
export type InFlight = Set<string>;

/** The kept answer to replay, or undefined when this request should execute. Throws on a mismatch or a race. */
export function savedAnswer(world: World, inFlight: InFlight, request: KeyedRequest): SavedAnswer | undefined {
  const scope = scopeOf(request);
  if (inFlight.has(scope)) throw idempotencyInFlight(request.key);
  const answer = world.tables.answers.get(scope);
  if (!answer) return undefined;
  if (answer.savedAtSeconds + LIFE_SECONDS[versionOf(request)] <= world.nowSeconds()) {
    world.tables.answers.delete(scope);
    return undefined;
  }
  if (answer.requestHash !== hashOf(request)) throw idempotencyMismatch(request.key);
  return answer;
}

export function beginRequest(inFlight: InFlight, request: KeyedRequest): () => void {
  const scope = scopeOf(request);
  inFlight.add(scope);
  return () => inFlight.delete(scope);
}

/** v1 keeps every answer of an endpoint that executed, its failures too; v2 executes a failed request again. */
export function keepAnswer(
  world: World,
  request: KeyedRequest,
  answer: { status: number; body: object; requestId: string },
): void {
  if (versionOf(request) === "v2" && answer.status >= 400) return;
  const saved = { ...answer, requestHash: hashOf(request), savedAtSeconds: world.nowSeconds() };
  world.tables.answers.set(scopeOf(request), saved);
  if (world.tables.answers.size % SWEEP_EVERY === 0) forgetOld(world);
}

function forgetOld(world: World): void {
  const { answers } = world.tables;
  for (const [scope, { savedAtSeconds }] of answers) {
    const life = scope.startsWith("v2|") ? LIFE_SECONDS.v2 : LIFE_SECONDS.v1;
    if (savedAtSeconds + life <= world.nowSeconds()) answers.delete(scope);
  }
}
