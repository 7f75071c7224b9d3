import { AsyncLocalStorage } from "node:async_hooks";

type Context = {
  requestId: string;
  /** a server action has begun: its body was decoded */
  acted?: true;
};

// One for the process: Next bundles this file more than once.
const shared = globalThis as { consonantRequest?: AsyncLocalStorage<Context> };
shared.consonantRequest ??= new AsyncLocalStorage<Context>();

/** Which request is being answered: every line that is logged meanwhile carries its id. */
export const requestContext: AsyncLocalStorage<Context> = shared.consonantRequest;
