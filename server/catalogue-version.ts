import postgres from "postgres";
import { log } from "../lib/web/log.ts";

export interface CatalogueVersion {
  /** The version, or undefined when the database has not confirmed one within `trustMs`. */
  current(): string | undefined;
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
  let answered = true;
  let stopped = false;

  async function ask(): Promise<void> {
    if (asking || stopped) return;
    asking = true;
    const askedAt = performance.now();
    try {
      const version = await within(trustMs, line.read());
      if (version !== undefined) known.polled(version, askedAt);
      if (!answered) log.info({ version }, "the database answers again");
      answered = true;
    } catch (error) {
      if (stopped) return; // stop() closed the line under the question
      if (answered) log.error({ err: error }, "the database does not answer: nothing is served from the cache");
      answered = false;
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

/** One connection that asks and one that listens, thrown away together. */
function openLine(lookUrl: string, pushed: (version: string) => void) {
  const sql = postgres(lookUrl, { max: 1, idle_timeout: 0, connect_timeout: 2, fetch_types: false, onnotice() {} });
  let listening = false;
  return {
    async read(): Promise<string | undefined> {
      if (!listening) {
        await sql.listen("catalogue", pushed);
        listening = true;
      }
      const [row] = await sql<{ version: string }[]>`select version::text as version from app.catalogue_version`;
      return row?.version;
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
