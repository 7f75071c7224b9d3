import { croissantContext } from "./croissant-context.ts";
import { oneLine } from "./front-matter.ts";
import type { ReleaseDataset, ReleaseFigures, ReleaseFile } from "./release.ts";
import { type RowField, rowFields } from "./release-row.ts";

const integers: RowField[] = ["start_ms", "duration_ms", "sample_rate_hz", "bytes"];
type Croissant = Record<string, unknown>;

/** croissant.json: Croissant 1.1 (2026-01-29) with the properties of Croissant RAI 1.0. `files` are those already stored. */
export function describeCroissant(
  dataset: ReleaseDataset,
  files: readonly ReleaseFile[],
  figures: ReleaseFigures,
): Croissant {
  const repo = new URL(`/datasets/${dataset.org}/${dataset.slug}/resolve/v${dataset.number}/`, dataset.siteUrl).href;
  const organisation = { "@type": "sc:Organization", name: "Consonant", url: new URL(dataset.siteUrl).origin };
  const tars = files.filter(({ path }) => path.endsWith(".tar"));
  return {
    "@context": croissantContext,
    "@type": "sc:Dataset",
    conformsTo: ["http://mlcommons.org/croissant/1.1", "http://mlcommons.org/croissant/RAI/1.0"],
    name: dataset.slug,
    alternateName: oneLine(dataset.title),
    description: oneLine(dataset.summary),
    version: dataset.number,
    license: `${repo}LICENSE.txt`,
    url: new URL(`/datasets/${dataset.slug}`, dataset.siteUrl).href,
    creator: organisation,
    publisher: organisation,
    datePublished: dataset.publishedAt.toISOString().slice(0, 10),
    inLanguage: [dataset.language],
    keywords: ["speech", "telephone calls", "consented", dataset.kind],
    isAccessibleForFree: false,
    isLiveDataset: false,
    citeAs: `Consonant. ${oneLine(dataset.title)}, version ${dataset.number}. ${dataset.publishedAt.getUTCFullYear()}.`,
    ...responsibility(figures),
    distribution: [...files.map((file) => fileObject(file, repo)), audioFiles(tars)],
    recordSet: [splitRecords(figures), clipRecords()],
  };
}

function fileObject({ path, bytes, sha256, contentType }: ReleaseFile, repo: string): Croissant {
  return {
    "@type": "cr:FileObject",
    "@id": path,
    name: path,
    contentUrl: repo + path,
    contentSize: `${bytes} B`,
    encodingFormat: contentType,
    sha256,
  };
}

function audioFiles(tars: readonly ReleaseFile[]): Croissant {
  return {
    "@type": "cr:FileSet",
    "@id": "audio",
    name: "audio",
    description: "One FLAC file a clip, named by the clip's id.",
    containedIn: tars.map(({ path }) => ({ "@id": path })),
    encodingFormat: "audio/flac",
    includes: "*.flac",
  };
}

function splitRecords({ sizes }: ReleaseFigures): Croissant {
  return {
    "@type": "cr:RecordSet",
    "@id": "splits",
    name: "splits",
    dataType: "cr:Split",
    key: { "@id": "splits/name" },
    field: [{ "@type": "cr:Field", "@id": "splits/name", name: "name", dataType: "sc:Text" }],
    data: sizes.map(({ name }) => ({ "splits/name": name })),
  };
}

function clipRecords(): Croissant {
  return {
    "@type": "cr:RecordSet",
    "@id": "clips",
    name: "clips",
    key: { "@id": "clips/id" },
    field: rowFields.map(({ name, says }) => ({
      "@type": "cr:Field",
      "@id": `clips/${name}`,
      name,
      description: says,
      dataType: integers.includes(name) ? "sc:Integer" : name === "snr_db" ? "sc:Float" : "sc:Text",
      source: { fileObject: { "@id": "metadata.parquet" }, extract: { column: name } },
      ...(name === "split" ? { references: { field: { "@id": "splits/name" } } } : {}),
    })),
  };
}

function responsibility({ stats, speakerCount }: ReleaseFigures): Croissant {
  return {
    "rai:dataCollection":
      "Contributors shared telephone calls they took part in. Only the sides of speakers who agreed to recording, sale and training were kept. Speakers are paid from each sale.",
    "rai:dataCollectionType": ["User-generated content data"],
    "rai:dataCollectionRawData": "Telephone calls recorded on one channel a party; raw recordings are never released.",
    "rai:dataPreprocessingProtocol": [
      "The other party's channel removed where consent is missing",
      "Words that name or locate a person bleeped, and marked in the text",
      "Voices disguised with a random draw for each side of each call, not kept",
      "Cut at pauses into clips, encoded as FLAC",
    ],
    "rai:dataManipulationProtocol": "Splits hold disjoint speakers, assigned by the digest of dataset and speaker.",
    "rai:personalSensitiveInformation": [
      "Pseudonymised personal data: disguised voices and redacted words; what was measured of the re-identification risk is in anonymization.json",
      `Redactions by kind: ${JSON.stringify(stats.redactions)}`,
    ],
    "rai:dataBiases": [
      `${speakerCount} volunteers of one service; they do not stand for all speakers of the language.`,
    ],
    "rai:dataLimitations": [
      "The disguise lowers the clarity of words and removes what marks a speaker; unfit for speaker recognition.",
      "Redaction is partly automatic and misses some words.",
    ],
    "rai:dataUseCases": ["Training and evaluation of speech recognition and of conversation models"],
    "rai:dataSocialImpact":
      "Speakers consent, are paid and may withdraw; trying to recognise or imitate a speaker is forbidden by the licence.",
    "rai:dataReleaseMaintenancePlan":
      "A published version never changes. Withdrawn clips are named in the withdrawal feed and are left out of the next version, which is a major one.",
  };
}
