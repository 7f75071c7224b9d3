import postgres from "postgres";
import type { Outage, SwitchState } from "../lib/incidents/outage.ts";
import { log } from "../lib/web/log.ts";

export interface CatalogueVersion {
  /** The version, or undefined when the database has not confirmed one within `trustMs`. */
  current(): string | undefined;
  /** Since when the database does not answer, and what it said last; undefined while it does. */
  outage(): Outage | undefined;
  stop(): Promise<void>;
}

const VERSION = /^\d{1,19}$/;

/**
 * The version of the catalogue: pushed by PostgreSQL (channel `catalogue`) and confirmed by a poll, so that a dead
 * listening connection cannot keep a withdrawn page alive. Starts without a database too, and then knows no version.
 */
export function watchCatalogueVersion(lookUrl: string, { pollMs = 500, trustMs = 2_000 } = {}): CatalogueVersion {
  const known = knownVersion(trustMs);
  let line = openLine(lookUrl, known.pushed);
  let asking = false;
  let failingSince: Date | undefined;
  let lastRead: Outage["lastRead"];
  let stopped = false;

  async function ask(): Promise<void> {
    if (asking || stopped) return;
    asking = true;
    const askedAt = performance.now();
    const at = new Date();
    try {
      const read = await within(trustMs, line.read());
      if (read) {
        known.polled(read.version, askedAt);
        lastRead = { at, switches: read.switches };
      }
      if (failingSince) log.info({ version: read?.version }, "the database answers again");
      failingSince = undefined;
    } catch (error) {
      if (stopped) return; // stop() closed the line under the question
      if (!failingSince) log.error({ err: error }, "the database does not answer: nothing is served from the cache");
      failingSince ??= at;
      // A line that does not answer may be dead without a word: throw it away, and let trust run out by itself.
      const dead = line;
      line = openLine(lookUrl, known.pushed);
      await dead.close();
    } finally {
      asking = false;
    }
  }

  const timer = setInterval(() => void ask(), pollMs);
  void ask();
  return {
    current: known.current,
    outage: () => (failingSince && known.current() === undefined ? { since: failingSince, lastRead } : undefined),
    async stop() {
      stopped = true;
      clearInterval(timer);
      await line.close();
    },
  };
}

/** What is known, and since when. Times are milliseconds of the process's own clock. */
export function knownVersion(trustMs: number, now: () => number = () => performance.now()) {
  let version: string | undefined;
  let confirmedAt = Number.NEGATIVE_INFINITY;
  let changedAt = Number.NEGATIVE_INFINITY;

  function set(next: string, at: number): void {
    if (next !== version) changedAt = now();
    version = next;
    confirmedAt = Math.max(confirmedAt, at);
  }

  return {
    current: () => (now() - confirmedAt < trustMs ? version : undefined),
    pushed(next: string): void {
      if (VERSION.test(next) && (version === undefined || BigInt(next) > BigInt(version))) set(next, now());
    },
    /** A poll that began before the last change may carry the version before it; a later one is believed, lower or not (a restored backup). */
    polled(next: string, askedAt: number): void {
      if (askedAt >= changedAt || version === undefined || BigInt(next) >= BigInt(version)) set(next, askedAt);
    },
  };
}

interface Read {
  version: string;
  switches: SwitchState[];
}

/** One connection that asks and one that listens, thrown away together. */
function openLine(lookUrl: string, pushed: (version: string) => void) {
  const sql = postgres(lookUrl, { max: 1, idle_timeout: 0, connect_timeout: 2, fetch_types: false, onnotice() {} });
  let listening = false;
  return {
    /** The switches too, so that an edge whose database is gone can still say what was stopped. */
    async read(): Promise<Read | undefined> {
      if (!listening) {
        await sql.listen("catalogue", pushed);
        listening = true;
      }
      type Row = { version: string; switches: (Omit<SwitchState, "since"> & { since: string })[] };
      const [row] = await sql<Row[]>`
        select v.version::text as version,
          (select json_agg(json_build_object('id', s.id, 'suspended', s.suspended, 'reason', s.reason, 'since', s.since)) from app.service_state s) as switches
          from app.catalogue_version v`;
      return row && { ...row, switches: row.switches.map((one) => ({ ...one, since: new Date(one.since) })) };
    },
    close: () => sql.end({ timeout: 0 }),
  };
}

function within<T>(limitMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("the database did not answer")), limitMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
