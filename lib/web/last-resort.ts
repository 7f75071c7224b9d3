import { log } from "./log.ts";

/**
 * What nobody caught, in a process of ours: a line, redacted like every other. A promise that failed unheard belongs to one
 * request or job, and the others go on. An exception ends a process that works or is only starting, with 1: whoever started it
 * starts it anew, and jobs are taken up again. One that is `serving` goes on: its requests share nothing that the database does
 * not decide, and one visitor's request must not send all the others away.
 */
export function catchTheRest(name: string): { serving(): void } {
  let isServing = false;
  const onRejection = (error: unknown) => log.error({ err: error, process: name }, "a failure that nobody awaited");
  process.on("unhandledRejection", onRejection);
  process.on("uncaughtException", (error) => {
    log.fatal({ err: error, process: name, goesOn: isServing }, "an exception that nobody caught");
    if (!isServing) process.exit(1);
  });
  // Next would add its own, which print what they get as it is, secrets too: where it looks for them, it finds ours.
  const shared = globalThis as { nextInitializedProcessErrorHandlers?: boolean; [key: symbol]: unknown };
  shared.nextInitializedProcessErrorHandlers = true;
  shared[Symbol.for("next.unhandledRejectionListener")] = onRejection;
  return {
    serving: () => {
      isServing = true;
    },
  };
}
