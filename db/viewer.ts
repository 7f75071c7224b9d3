import type { Role } from "./powers.ts";

/**
 * Who is asking. Only the token (or the job) counts: the database looks it up again in every request, so a Viewer with a
 * false role changes what a page offers and never what it gets.
 */
export type Viewer =
  | { readonly via: "nobody" }
  | {
      readonly via: "session" | "key";
      readonly token: string;
      readonly id: string;
      readonly role: Role;
      readonly aal: number;
    }
  | { readonly via: "job"; readonly job: string };

export const nobody: Viewer = { via: "nobody" };

/** What the database is shown: a session token, an API key, a job's id, or nothing. */
export const tokenOf = (viewer: Viewer): string | null =>
  viewer.via === "nobody" ? null : viewer.via === "job" ? viewer.job : viewer.token;
