import type { ReleaseDataset, ReleaseFigures } from "./release.ts";

/**
 * A block for the buyer's public summary of training content (EU AI Act, article 53(1)(d)), in the order of the
 * Commission's template, C(2025) 8311: modality, size range, source, licence, period, languages, processing.
 */
export function trainingSummary(
  dataset: ReleaseDataset,
  { stats, sizes, speechSeconds, speakerCount }: ReleaseFigures,
): string {
  const published = dataset.publishedAt.toISOString().slice(0, 10);
  const clips = sizes.reduce((sum, { clips }) => sum + clips, 0);
  return `## For the EU training-data summary

Ready to paste; the words in angle brackets are yours.

\`\`\`text
Source: dataset obtained under a commercial licence from a third party, not publicly available
Dataset: ${dataset.org}/${dataset.slug}, version ${dataset.number}
Provider: Consonant, ${new URL(dataset.siteUrl).origin}
Modality: audio, with text transcripts
Type of content: private audio communication (telephone calls, shared by those who speak)
Size: ${hoursRange(speechSeconds)} (${(speechSeconds / 3_600).toFixed(2)} hours; ${clips} clips; ${stats.calls} calls; ${speakerCount} speakers)
Languages: ${dataset.language}
Collected: until ${published} (date of publication); obtained by us: <date of your order>
Licence: ${dataset.licence === "standard" ? "commercial" : "research only"}, bought for the organisation
Personal data: pseudonymised; redacted words, disguised voices; consent of every kept speaker to sale and training
Processing: other parties removed, redaction, voice disguise, cutting into clips; <your own processing>
\`\`\``;
}

/** The template's ranges for audio. */
function hoursRange(speechSeconds: number): string {
  const hours = speechSeconds / 3_600;
  if (hours < 10_000) return "less than 10 000 hours";
  return hours <= 1_000_000 ? "10 000 to 1 million hours" : "more than 1 million hours";
}
