import { once } from "node:events";
import { serviceAddress } from "../lib/outside/ask-service.ts";
import { certainFrom, type Find, type Language, offeredFrom, struckFrom } from "../lib/pipeline/redact/kinds.ts";
import { outsideFindsIn } from "../lib/pipeline/redact/outside-finds.ts";
import { merged, suspectsIn } from "../lib/pipeline/redact/redact.ts";
import { exits, oneOf, runCommand } from "./command.ts";
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

Exit codes: 0 all lines done, 1 something broke (a line is longer than 50,000 characters), 2 wrong arguments, 4 the service
failed.
`;

interface Wanted {
  language: Language;
  serviceUrl: string | undefined;
}

const span = ({ from, to, kind, score }: Find) => ({ from, to, kind, score, certain: score >= certainFrom });

async function redactLine(
  line: string,
  { language, serviceUrl }: Wanted,
  json: boolean,
): Promise<{ line: string } | { failed: string }> {
  const suspects = suspectsIn(line, language);
  const asked = serviceUrl
    ? await outsideFindsIn(serviceUrl, line, language)
    : { outcome: "found" as const, finds: [] };
  if (asked.outcome === "failed") return { failed: `${asked.reason}, ${asked.detail}` };
  const struck = merged([...suspects.filter(({ score }) => score >= struckFrom), ...asked.finds]);
  let redacted = "";
  let end = 0;
  for (const { from, to, kind } of struck) {
    redacted += `${line.slice(end, from)}[${kind}]`;
    end = to;
  }
  redacted += line.slice(end);
  if (!json) return { line: redacted };
  const offered = merged(suspects.filter(({ score }) => score < struckFrom && score >= offeredFrom));
  const apart = offered.filter((doubt) => !struck.some(({ from, to }) => doubt.from < to && doubt.to > from));
  return { line: JSON.stringify({ redacted, spans: struck.map(span), offered: apart.map(span) }) };
}

const options = { language: { type: "string" }, service: { type: "string" } } as const;

await runCommand({
  help,
  options,
  read(values, positionals): Wanted | string {
    if (positionals.length > 0) return "Lines come on standard input.";
    const language = oneOf(values.language, ["en", "fr"]);
    if (!language) return "--language is en or fr.";
    if (values.service !== undefined) serviceAddress(values.service, "/analyze");
    return { language, serviceUrl: values.service };
  },
  async run(wanted, { json }) {
    for await (const lines of lineReader(process.stdin)) {
      let text = "";
      for (const line of lines) {
        const redacted = await redactLine(line, wanted, json);
        if ("failed" in redacted) {
          process.stderr.write(`The redaction service failed: ${redacted.failed}.\n`);
          return exits.serviceFailed;
        }
        text += `${redacted.line}\n`;
      }
      if (!process.stdout.write(text)) await once(process.stdout, "drain");
    }
    return exits.done;
  },
});
