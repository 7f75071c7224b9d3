import { licenceNames } from "./licence-text.ts";
import type { PlacedClip, ReleaseDataset, SplitSizes } from "./release.ts";
import { sampleFields } from "./release-row.ts";

/**
 * The YAML block that Hub clients read. Each value is written as JSON, which YAML 1.2 contains, so no title can break it.
 * The features are declared because `datasets` guesses them from five clips, and five clips without a text guess wrong.
 */
export function frontMatter(dataset: ReleaseDataset, sizes: SplitSizes): string {
  const clipCount = sizes.reduce((sum, { clips }) => sum + clips, 0);
  const features = [
    { name: "flac", dtype: "audio" },
    { name: "json", struct: sampleFields.map(({ name, dtype }) => ({ name, dtype })) },
    { name: "__key__", dtype: "string" },
    { name: "__url__", dtype: "string" },
  ];
  const values = {
    pretty_name: oneLine(dataset.title),
    language: [dataset.language],
    license: "other",
    license_name: licenceNames[dataset.licence].toLowerCase().replaceAll(" ", "-"),
    license_link: "LICENSE.txt",
    task_categories: ["automatic-speech-recognition"],
    size_categories: [sizeCategory(clipCount)],
    tags: ["audio", "webdataset", "telephone-speech", "conversational", "consented", dataset.kind],
    configs: [
      {
        config_name: "default",
        data_files: sizes.map(({ name }) => ({ split: name, path: `data/${name}-*.tar` })),
      },
    ],
    dataset_info: {
      features,
      splits: sizes.map(({ name, clips, bytes }) => ({ name, num_bytes: bytes, num_examples: clips })),
    },
  };
  const lines = Object.entries(values).map(([name, value]) => `${name}: ${yamlJson(value)}`);
  return `---\n${lines.join("\n")}\n---\n`;
}

export function splitSizes(placed: readonly PlacedClip[]): SplitSizes {
  return (["train", "test"] as const)
    .map((name) => {
      const clips = placed.filter(({ split }) => split === name);
      return { name, clips: clips.length, bytes: clips.reduce((sum, { clip }) => sum + clip.bytes, 0) };
    })
    .filter(({ clips }) => clips > 0);
}

export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\u2028\u2029]+/gu, " ").trim();
}

/** JSON with a space after each colon and comma outside of strings: YAML 1.1 readers want it after a plain key. */
function yamlJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(yamlJson).join(", ")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([name, member]) => `${JSON.stringify(name)}: ${yamlJson(member)}`)
    .join(", ")}}`;
}

function sizeCategory(clips: number): string {
  if (clips < 1_000) return "n<1K";
  if (clips < 10_000) return "1K<n<10K";
  if (clips < 100_000) return "10K<n<100K";
  return clips < 1_000_000 ? "100K<n<1M" : "1M<n<10M";
}
