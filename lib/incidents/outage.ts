/** A switch as it was last read. */
export interface SwitchState {
  id: string;
  suspended: boolean;
  reason: string | null;
  since: Date;
}

export interface Outage {
  /** since when the database has not answered */
  since: Date;
  /** what it said last, if it has answered at all since the process began */
  lastRead: { at: Date; switches: readonly SwitchState[] } | undefined;
}

// One for the process: the edge watches the database, and Next bundles this file more than once.
const shared = globalThis as { consonantOutage?: () => Outage | undefined };

/** That the database does not answer now. Asks nothing of it: for what must be said without it. */
export const currentOutage = (): Outage | undefined => shared.consonantOutage?.();

/** The edge tells who knows. */
export const watchedBy = (ask: () => Outage | undefined): void => {
  shared.consonantOutage = ask;
};
