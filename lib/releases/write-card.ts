import { disguiseInWords } from "../pipeline/disguise/describe-disguise.ts";
import { frontMatter, oneLine } from "./front-matter.ts";
import { licenceNames } from "./licence-text.ts";
import type { ReleaseDataset, ReleaseFigures } from "./release.ts";
import { sampleFields } from "./release-row.ts";
import { trainingSummary } from "./training-summary.ts";

const languageNames = { en: "English", fr: "French" } as const;

/** README.md: what is inside, how it came to be, what may not be done, and how to load it. In English, as the Hub's cards are. */
export function writeCard(dataset: ReleaseDataset, figures: ReleaseFigures): string {
  return [
    `${frontMatter(dataset, figures.sizes)}\n# ${plain(dataset.title)}`,
    plain(dataset.summary),
    `Version ${dataset.number}, published ${dataset.publishedAt.toISOString().slice(0, 10)} by Consonant. ${pageLine(dataset)}`,
    ...(dataset.notes.trim() ? [`## What changed\n\n${plain(dataset.notes)}`] : []),
    inside(dataset, figures),
    made(figures.stats.sampleRatesHz),
    consent,
    `## What may not be done\n\nThe terms are the ${licenceNames[dataset.licence]}, in \`LICENSE.txt\`. Whatever the licence, you may not try to find out who speaks, undo the disguise, make voiceprints or a synthetic voice of a speaker, pass the data on, or use it to decide about a person.${dataset.licence === "research" ? " This is the research licence: no commercial use." : ""}`,
    load(dataset),
    trainingSummary(dataset, figures),
  ]
    .join("\n\n")
    .concat("\n");
}

function inside(dataset: ReleaseDataset, { stats, sizes, speechSeconds, speakerCount }: ReleaseFigures): string {
  const clipCount = sizes.reduce((sum, { clips }) => sum + clips, 0);
  const redactions = Object.entries(stats.redactions).map(([kind, count]) => `${plain(kind)} ${count}`);
  return `## What is inside

| Figure | Value |
|-|-|
| Speech | ${(speechSeconds / 3_600).toFixed(2)} hours in ${clipCount} clips |
| Calls | ${stats.calls} |
| Speakers | ${speakerCount} |
| Language | ${languageNames[dataset.language]} (${dataset.language}) |
| Sample rate | ${stats.sampleRatesHz.map((rate) => `${rate} Hz`).join(", ")}, mono, FLAC 16 bit |
| Median signal-to-noise ratio | ${stats.medianSnrDb === null ? "not measured" : `${stats.medianSnrDb.toFixed(1)} dB`} |
| Splits, no speaker in two | ${sizes.map(({ name, clips }) => `${name} ${clips} clips`).join(", ")} |
| Redactions by kind | ${redactions.join(", ") || "none"} |

The audio is in WebDataset tar shards under \`data/\`: each clip is a \`.flac\` with a \`.json\` of the same name. Files beside them: \`metadata.parquet\` (one row a clip), \`manifest.nemo.jsonl\`, \`croissant.json\`, \`consent.jsonl\`, \`anonymization.json\`, \`LICENSE.txt\` and \`manifest.json\` (size and sha256 of every other file).

| Field of the .json | Meaning |
|-|-|
${sampleFields.map(({ name, says }) => `| \`${name}\` | ${says} |`).join("\n")}

Compare models on the test split of one version only: when speakers join or leave, a speaker may change splits in the next version.`;
}

const made = (sampleRatesHz: readonly number[]) => `## How it was made

Contributors shared telephone calls they took part in. Only the sides whose speakers agreed were kept; the other side was removed. Words that name or locate a person were bleeped and replaced in the text by a mark such as [NAME]. Each voice was then disguised: pitch, spectrum and the way with each class of sounds brought to one shared voice, then moved by a random draw that was not kept. The result was cut at pauses into short clips, and people reviewed the recordings before release. Texts came from the contributors with their calls, or from a speech recogniser; nobody corrected them word by word.

The data is pseudonymised, and still personal data. A disguise lowers the chance of recognition and does not end it: \`anonymization.json\` holds the method and whatever was measured of the risk that is left; what is not in it was not measured. ${disguiseInWords(sampleRatesHz)} The disguise costs some clarity of words, automatic redaction misses some, and volunteers of one service do not stand for all who speak the language.`;

const consent = `## Consent

Everybody who is heard agreed to the recording, to its sale and to its use in training, as an adult, and is paid from each sale. \`consent.jsonl\` holds the digest of one pseudonymous consent receipt for each clip. Anybody may withdraw: the version is then no longer sold or delivered, and the clips must be deleted. Trained models cannot be recalled, and contributors are told so.`;

function load(dataset: ReleaseDataset): string {
  return `## How to load it

The library of your organisation gives a link for each file, and an API key asks for its own. With WebDataset, after the
shards have been downloaded to \`${dataset.slug}/data\`:

\`\`\`python
import glob, io, soundfile, webdataset
shards = sorted(glob.glob("${dataset.slug}/data/train-*.tar"))
for x in webdataset.WebDataset(shards, shardshuffle=False).decode():
    samples, rate = soundfile.read(io.BytesIO(x["flac"]))
    print(samples.shape, rate, x["json"]["text"])
\`\`\``;
}

function pageLine(dataset: ReleaseDataset): string {
  return `Page: <${new URL(`/datasets/${dataset.slug}`, dataset.siteUrl).href}>`;
}

/** Text typed by a curator: one paragraph, with nothing in it that Markdown or HTML would read as more than text. */
function plain(text: string): string {
  return oneLine(text).replace(/[\\`*_{}[\]<>#|~]/g, "\\$&");
}
