import pino, { type DestinationStream, type Logger } from "pino";
import { redactValue } from "./redact.ts";

/**
 * A logger whose every line is redacted as a whole, after it was built: messages, bindings of children, stacks and
 * causes of errors alike, so no caller can forget. Costs a parse per line, which is why hits of the page cache are not logged.
 */
export function createLog(destination?: DestinationStream): Logger {
  const options = {
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    hooks: { streamWrite: (line: string) => `${JSON.stringify(redactValue(JSON.parse(line)))}\n` },
  };
  return destination ? pino(options, destination) : pino(options);
}

export const log = createLog();
