export type Change = "major" | "minor" | "patch";
export type Version = { major: number; minor: number; patch: number };

const pattern = /^(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})$/;

/** "1.4.2" in its parts; null for anything else (a leading v, a pre-release, a leading zero). semver.org 2.0.0 */
export function parse(number: string): Version | null {
  const match = pattern.exec(number);
  return match && { major: Number(match[1]), minor: Number(match[2]), patch: Number(match[3]) };
}

/** The number after `current`; "1.0.0" where there is none yet. Throws on a number that is no version. */
export function nextNumber(current: string | null, change: Change): string {
  if (current === null) return "1.0.0";
  const version = parse(current);
  if (!version) throw new Error(`${JSON.stringify(current)} is no version number`);
  if (change === "major") return `${version.major + 1}.0.0`;
  if (change === "minor") return `${version.major}.${version.minor + 1}.0`;
  return `${version.major}.${version.minor}.${version.patch + 1}`;
}

/** Clips that are gone make a major version (as Croissant 1.1 asks), clips that are new a minor one. */
export function changeBetween(previousClipIds: Iterable<string>, nextClipIds: Iterable<string>): Change {
  const previous = new Set(previousClipIds);
  const next = new Set(nextClipIds);
  for (const id of previous) if (!next.has(id)) return "major";
  return next.size > previous.size ? "minor" : "patch";
}
