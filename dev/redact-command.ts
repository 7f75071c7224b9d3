import { once } from "node:events";
import { parseArgs } from "node:util";
import { openRedactionService, type RedactionService } from "../lib/outside/redaction-service.ts";
import { certainFrom, type Find, type Language, offeredFrom, struckFrom } from "../lib/pipeline/redact/kinds.ts";
import { outsideFindsIn } from "../lib/pipeline/redact/outside-finds.ts";
import { merged, suspectsIn } from "../lib/pipeline/redact/redact.ts";
import { lineReader } from "./line-reader.ts";

const help = `Strikes personal data out of lines of text: names, telephone numbers, e-mail and street addresses, card, account,
social security, health card, order and plate numbers, dates of birth, web addresses and handles.

  npm run -s redact -- --language en|fr [options] < lines.txt

  --language en|fr   language of the lines
  --json             a JSON object a line instead of text: redacted, spans (struck out) and offered (too doubtful to be
                     struck out); offsets count UTF-16 units of the line as it came
  --service URL      asks a Presidio analyzer too; the union is struck out, and a failure ends the command
  --help             this text

Marks are [NAME], [PHONE], [EMAIL], [ADDRESS], [CARD], [IBAN], [SSN], [HEALTH], [DOB], [PLATE], [NUMBER] and [LINK].
It finds most, not all: somebody still has to look. docs/privacy.md has the figures.

Exit codes: 0 all lines done, 1 something broke (a line is longer than 50,000 characters, the service failed), 2 wrong arguments.
`;

interface Arguments {
  language: Language;
  json: boolean;
  service: RedactionService | undefined;
}

/** Reads the arguments; a string says what is wrong with them. */
function readArguments(argv: string[]): Arguments | "help" | string {
  const options = {
    language: { type: "string" },
    json: { type: "boolean", default: false },
    service: { type: "string" },
    help: { type: "boolean", default: false },
  } as const;
  try {
    const { values } = parseArgs({ args: argv, options, allowPositionals: false });
    if (values.help) return "help";
    const { language, json } = values;
    if (language !== "en" && language !== "fr") return "--language is en or fr.";
    return { language, json, service: values.service === undefined ? undefined : openRedactionService(values.service) };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const span = ({ from, to, kind, score }: Find) => ({ from, to, kind, score, certain: score >= certainFrom });

async function redactLine(line: string, { language, json, service }: Arguments): Promise<string> {
  const suspects = suspectsIn(line, language);
  const outside = service ? await outsideFindsIn(service, line, language) : [];
  const struck = merged([...suspects.filter(({ score }) => score >= struckFrom), ...outside]);
  let redacted = "";
  let end = 0;
  for (const { from, to, kind } of struck) {
    redacted += `${line.slice(end, from)}[${kind}]`;
    end = to;
  }
  redacted += line.slice(end);
  if (!json) return redacted;
  const offered = merged(suspects.filter(({ score }) => score < struckFrom && score >= offeredFrom));
  const apart = offered.filter((doubt) => !struck.some(({ from, to }) => doubt.from < to && doubt.to > from));
  return JSON.stringify({ redacted, spans: struck.map(span), offered: apart.map(span) });
}

async function run(wanted: Arguments): Promise<number> {
  for await (const lines of lineReader(process.stdin)) {
    let text = "";
    for (const line of lines) text += `${await redactLine(line, wanted)}\n`;
    if (!process.stdout.write(text)) await once(process.stdout, "drain");
  }
  return 0;
}

// Whoever reads our output may stop early (`| head`): that is their end, not a failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  process.exit(error.code === "EPIPE" ? 0 : 1);
});
const wanted = readArguments(process.argv.slice(2));
if (wanted === "help") {
  process.stdout.write(help);
} else if (typeof wanted === "string") {
  process.stderr.write(`${wanted}\n\n${help}`);
  process.exitCode = 2;
} else {
  process.exitCode = await run(wanted).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  });
}
