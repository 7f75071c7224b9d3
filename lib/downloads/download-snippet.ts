import { env } from "../env.ts";

interface Wanted {
  versionId: string;
  slug: string;
  number: string;
  /** a file of data/, to begin with */
  shard: string;
  /** the two comments */
  words: { key: string; inside: string };
}

/** The address that answers a key with a signed link to one file of a version. */
export const downloadAddress = (versionId: string, path: string): string =>
  `${new URL(env().SITE_URL).origin}/download/${versionId}/${path.split("/").map(encodeURIComponent).join("/")}`;

/** What a buyer's machine runs: one variable, the manifest, a shard, and what is inside. curl keeps the key from the second origin. */
export function downloadSnippet({ versionId, slug, number, shard, words }: Wanted): string {
  const name = shard.slice(shard.lastIndexOf("/") + 1);
  return `# ${slug} v${number}: ${words.key}
export CONSONANT_KEY=hf_your_key
curl -fL -H "Authorization: Bearer $CONSONANT_KEY" -O ${downloadAddress(versionId, "manifest.json")}
curl -fL -H "Authorization: Bearer $CONSONANT_KEY" -O ${downloadAddress(versionId, shard)}

# ${words.inside}
tar -tf ${name} | head -4`;
}
