import { type ParseArgsConfig, parseArgs } from "node:util";

/** What a command's exit code says; 1 and 2 are Node's and the shells' own. */
export const exits = { done: 0, broke: 1, wrongArguments: 2, refused: 3, serviceFailed: 4, interrupted: 130 } as const;

type Options = NonNullable<ParseArgsConfig["options"]>;
type Values<O extends Options> = ReturnType<
  typeof parseArgs<{ args: string[]; options: O; allowPositionals: true }>
>["values"];

export interface Command<O extends Options, A> {
  help: string;
  /** Beside --json and --help, which every command has. */
  options: O;
  /** The arguments, or a sentence that says what is wrong with them. */
  read(values: Values<O>, positionals: string[]): A | string;
  /** Ctrl-C and SIGTERM abort its signal, and it ends by itself; else they end it on the spot. */
  stopsByItself?: true;
  /** Gives the exit code. */
  run(wanted: A, how: How): Promise<number>;
}

/** How a command is to run. */
export interface How {
  json: boolean;
  /** When it is aborted: leave nothing half done, and end. */
  signal: AbortSignal;
  /** Shows one line of progress in the place of the last one; nothing where nobody looks. */
  progress(line: string): void;
}

const shared = { json: { type: "boolean" }, help: { type: "boolean" } } as const;

/** Reads the arguments of this process, runs the command, and sets the exit code. */
export async function runCommand<O extends Options, A extends object>(command: Command<O, A>): Promise<void> {
  // Whoever reads our output may stop early (`| head`): that is their end, not a failure.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    process.exit(error.code === "EPIPE" ? exits.done : exits.broke);
  });
  const wanted = readArguments(command, process.argv.slice(2));
  if (wanted === "help") {
    process.stdout.write(command.help);
  } else if (typeof wanted === "string") {
    process.stderr.write(`${wanted}\n\n${command.help}`);
    process.exitCode = exits.wrongArguments;
  } else {
    process.exitCode = await runUntilStopped(command, wanted);
  }
}

function readArguments<O extends Options, A>(
  { options, read }: Command<O, A>,
  args: string[],
): { wanted: A; json: boolean } | "help" | string {
  try {
    const parsed = parseArgs({ args, options: { ...options, ...shared }, allowPositionals: true });
    const { help, json } = parsed.values as { help?: boolean; json?: boolean };
    if (help) return "help";
    const wanted = read(parsed.values as Values<O>, parsed.positionals);
    return typeof wanted === "string" ? wanted : { wanted, json: json === true };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function runUntilStopped<O extends Options, A>(
  { run, stopsByItself }: Command<O, A>,
  { wanted, json }: { wanted: A; json: boolean },
): Promise<number> {
  const stopping = new AbortController();
  for (const name of stopsByItself ? (["SIGINT", "SIGTERM"] as const) : []) {
    process.on(name, () => {
      if (stopping.signal.aborted) process.exit(exits.interrupted);
      stopping.abort(new Error("Stopped."));
    });
  }
  const { progress, endProgress } = progressLine(!json && process.stderr.isTTY);
  try {
    const code = await run(wanted, { json, signal: stopping.signal, progress });
    endProgress();
    return stopping.signal.aborted ? exits.interrupted : code;
  } catch (error) {
    endProgress();
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return stopping.signal.aborted ? exits.interrupted : exits.broke;
  }
}

const clearLine = "\r\u001b[K";

function progressLine(isShown: boolean) {
  let shown = "";
  return {
    progress: (line: string) => {
      shown = line.slice(0, (process.stderr.columns ?? 80) - 1);
      if (isShown) process.stderr.write(`${clearLine}${shown}`);
    },
    endProgress: () => {
      if (isShown && shown !== "") process.stderr.write(clearLine);
    },
  };
}

/** The value when it is one of those that are known. */
export const oneOf = <const T extends string>(value: string | undefined, known: readonly T[]): T | undefined =>
  known.find((one) => one === value);

/** A whole number from `least` on; undefined when it is none. */
export function wholeNumber(value: string, least: number): number | undefined {
  const number = /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
  return number >= least ? number : undefined;
}

/** `{ seconds: 3, why: "x" }` as "seconds: 3, why: x". */
export const inWords = (detail: Record<string, number | string>): string =>
  Object.entries(detail)
    .map(([name, value]) => `${name}: ${value}`)
    .join(", ");
