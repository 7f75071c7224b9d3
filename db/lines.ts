import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { namedArrays } from "./named-arrays.ts";

/** What a transaction may hold: refuses once the transaction is over or its connection is gone. */
export type Line = {
  unsafe(query: string, values?: unknown[]): ReturnType<postgres.Sql["unsafe"]>;
};
/** `raw` is for BEGIN and COMMIT, ours alone; `line` is the callback's, dead when `end()` is called. */
type Work<T> = (raw: Line, line: Line, end: () => void) => Promise<T>;
export type Lines = ReturnType<typeof openLines>;
type Held = { dead: boolean; lost: Promise<never>; sql: postgres.Sql };

const waitMs = 10_000;
/** For promises whose failure reaches its owner by another way. */
const heardElsewhere = () => undefined;

/**
 * Connections: each is a client of its own, lent to one transaction or statement at a time and thrown away at the first
 * doubt. postgres.js 3.4.9's own begin() and reserve() reconnect underneath a transaction whose backend was killed,
 * so its next query runs in a stranger's transaction, as the stranger, or ends the process (porsager/postgres 1208, 1216).
 */
export function openLines(url: string, max: number) {
  const pool = new Pool(url, max);
  return {
    lend: <T>(work: Work<T>): Promise<T> => lend(pool, work),
    close: () => pool.close(),
  };
}

async function lend<T>(pool: Pool, work: Work<T>): Promise<T> {
  const held = await pool.take();
  let over = false;
  let clean = false;
  const send = (query: string, values: unknown[] = []) => {
    if (held.dead) throw new Error("connection lost");
    return held.sql.unsafe(query, values as never[], { prepare: true });
  };
  const line: Line = {
    unsafe(query, values) {
      if (over) throw new Error("this transaction is over: an await is missing");
      return send(query, values);
    },
  };
  const raw: Line = { unsafe: send };
  const end = () => {
    over = true;
  };
  try {
    const result = await Promise.race([work(raw, line, end), held.lost]);
    if (held.dead) throw new Error("connection lost"); // what came back may be a new connection's answer to nobody
    clean = true;
    return result;
  } catch (error) {
    over = true;
    clean = await undo(held);
    throw error;
  } finally {
    over = true;
    pool.giveBack(held, clean);
  }
}

/** True when the connection is known to be between transactions again. */
const undo = async (held: Held): Promise<boolean> =>
  !held.dead &&
  Promise.race([held.sql.unsafe("rollback"), held.lost]).then(
    () => !held.dead,
    () => false,
  );

class Pool {
  readonly #idle: Held[] = [];
  readonly #waiting: ((held: Held) => void)[] = [];
  #count = 0;

  constructor(
    private readonly url: string,
    private readonly max: number,
  ) {}

  async take(): Promise<Held> {
    for (let held = this.#idle.pop(); held; held = this.#idle.pop()) {
      if (!held.dead) return held;
      this.#discard(held);
    }
    if (this.#count < this.max) return this.#open();
    return new Promise((resolve, reject) => {
      const turn = (held: Held) => {
        clearTimeout(late);
        resolve(held);
      };
      const late = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(turn), 1);
        reject(new Error("no connection came free in time"));
      }, waitMs);
      this.#waiting.push(turn);
    });
  }

  giveBack(held: Held, clean: boolean): void {
    if (!clean || held.dead) this.#discard(held);
    const next = this.#waiting.shift();
    if (next) next(held.dead ? this.#open() : held);
    else if (!held.dead) this.#idle.push(held);
  }

  close = () => Promise.all(this.#idle.map((held) => held.sql.end({ timeout: 1 })));

  #open(): Held {
    this.#count++;
    let lose!: (error: Error) => void;
    const lost = new Promise<never>((_, reject) => {
      lose = reject;
    });
    lost.catch(heardElsewhere); // each lend() races it; between two lends nobody needs to hear
    const onclose = () => {
      held.dead = true;
      lose(new Error("connection lost"));
    };
    const held: Held = {
      dead: false,
      lost,
      sql: postgres(this.url, {
        ...namedArrays,
        max: 1,
        onnotice() {},
        max_lifetime: null,
        connect_timeout: 10,
        onclose,
      }),
    };
    drizzle(held.sql); // for its side effect: dates arrive as drizzle parses them
    return held;
  }

  #discard(held: Held): void {
    this.#count--;
    held.dead = true;
    void held.sql.end({ timeout: 0 }).catch(heardElsewhere);
  }
}
