import pino, { type DestinationStream, type Logger } from "pino";
import { redactValue } from "./redact.ts";
import { requestContext } from "./request-context.ts";

/**
 * A logger whose every line is redacted as a whole, after it was built: messages, bindings of children, stacks and
 * causes of errors alike, so no caller can forget. A line written while a request is answered carries its id. Costs a parse
 * per line, which is why hits of the page cache are not logged.
 */
export function createLog(destination?: DestinationStream): Logger {
  const options = {
    base: null,
    mixin: () => ({ ...requestContext.getStore() }),
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    hooks: { streamWrite: (line: string) => `${JSON.stringify(redactValue(JSON.parse(line)))}\n` },
  };
  return destination ? pino(options, destination) : pino(options);
}

export const log = createLog();
