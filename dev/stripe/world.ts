import type Stripe from "stripe";
import { type ApiError, missing } from "./errors.ts";
import type { Settings } from "./settings.ts";
import type { State, Tables } from "./state.ts";

/** What every route works on: the settings, the tables, the virtual clock and the way to announce an event. */
export interface World {
  readonly settings: Settings;
  /** Origin of the hosted pages, such as `http://127.0.0.1:12111`. */
  pageOrigin: string;
  readonly state: State;
  readonly tables: Tables;
  nowSeconds(): number;
  /** Announces a snapshot event; `account` for what happened on a connected account. */
  emit(type: Stripe.Event.Type, object: { object: string }, account?: string): void;
  /** Announces a thin (v2) event, which only points at its object. */
  emitThin(type: string, related: { id: string; type: string; url: string }): void;
}

/** One object by id, or Stripe's 404. */
export function find<T>(table: Map<string, T>, id: string, what: string, param?: string): T {
  const found = table.get(id);
  if (found === undefined) throw missingError(what, id, param);
  return found;
}

function missingError(what: string, id: string, param: string | undefined): ApiError {
  return param === undefined ? missing(what, id) : missing(what, id, param);
}

/** The id behind a field that may be expanded. Tables always hold ids. */
export function idOf(field: string | { id: string } | null): string | null {
  return typeof field === "object" && field !== null ? field.id : field;
}

export function isoTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
