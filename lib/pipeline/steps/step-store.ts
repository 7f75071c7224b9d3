/**
 * Every name that a step has or had: stores keep one result a name, and forget by this list. Names are added, never taken
 * away, or what an older version left would stay.
 */
export const stepNames = [
  "decode",
  "fingerprint",
  "measure",
  "transcript",
  "outside_redaction",
  "redact",
  "bleep",
  "draw",
  "disguise",
  "clips",
] as const;
export type StepName = (typeof stepNames)[number];

/** The names under which results are stored: a step that is done channel by channel has one for each. */
export const storedNames: readonly string[] = [
  ...stepNames,
  ...["transcript", "disguise"].flatMap((name) => [`${name}-left`, `${name}-right`]),
];

export type Pieces = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/**
 * Where results of steps are kept, in pieces, so that a run that was broken off goes on where it was. A key is `name.hash`.
 */
export interface StepStore {
  get(key: string): Promise<Pieces | null>;
  /** A newer result of a name takes the place of the older one. Pieces that end in an error leave nothing. */
  put(key: string, pieces: Pieces): Promise<void>;
}

export const storedNameOf = (key: string): string => key.slice(0, key.indexOf("."));

/** The largest result that is stored; three hours of two channels at 16 kHz are 691 MB. */
export const largestResultBytes = 1_000_000_000;
