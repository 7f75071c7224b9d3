/** The piece of the house that a mutant is cut out of; also how the report is grouped. */
export type Theme =
  | "context"
  | "login"
  | "passkeys"
  | "phones"
  | "limits"
  | "leaving"
  | "policies"
  | "rows"
  | "columns"
  | "grants"
  | "powers"
  | "verbs"
  | "consent"
  | "releases"
  | "ledger"
  | "audit"
  | "incidents"
  | "downloads"
  | "triggers"
  | "constraints"
  | "jobs"
  | "roles"
  | "refusals"
  | "laws";

/** SQL, run as superuser; or a piece of a function of api and what takes its place, and SQL for the lock that is behind it. */
export type Change = { sql: string } | { of: string; from: string; to: string; also?: string };

export type Mutant = {
  theme: Theme;
  name: string;
  change: Change;
  /** attack files, by name, that are likely to see it: tried first */
  seenBy?: readonly string[];
  /** it changes the cluster, not the database: it runs alone, and this puts everything back */
  undo?: string;
  /** nothing opens: its shape alone is wrong, and a law of tests/catalogue says so. No attack is tried. */
  lawsOnly?: true;
  /** it changes nothing that anybody could use; the proof is a query on the mutated database that says true */
  harmless?: { because: string; proof: string };
};

type More = Omit<Mutant, "theme" | "name" | "change">;

/** Mutants of one theme, as `name: [function, piece, what takes its place, SQL besides]` or `name: SQL`. */
export const mutantsOf = (
  theme: Theme,
  seenBy: readonly string[],
  changes: Record<string, readonly [of: string, from: string, to: string, also?: string] | string>,
  more: More = {},
): Mutant[] =>
  Object.entries(changes).map(([name, change]) => ({
    theme,
    name,
    seenBy,
    change:
      typeof change === "string"
        ? { sql: change }
        : { of: change[0], from: change[1], to: change[2], ...(change[3] && { also: change[3] }) },
    ...more,
  }));
