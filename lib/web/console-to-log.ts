import { inspect } from "node:util";
import { log } from "./log.ts";

const LEVELS = { error: "error", warn: "warn", info: "info", log: "info", debug: "debug" } as const;

/**
 * Next and libraries print what they get as it is: an error of a page with what somebody had asked for. In production what is
 * printed becomes a line, redacted like every other, with its request.
 */
export function consoleToLog(target: Pick<Console, keyof typeof LEVELS> = console): void {
  for (const [name, level] of Object.entries(LEVELS) as [keyof typeof LEVELS, (typeof LEVELS)[keyof typeof LEVELS]][])
    target[name] = (...given: unknown[]) => {
      const err = given.find((one) => one instanceof Error);
      const words = given.filter((one) => one !== err).map((one) => (typeof one === "string" ? one : inspect(one)));
      log[level]({ ...(err && { err }), printed: true }, words.join(" ") || "printed");
    };
}
