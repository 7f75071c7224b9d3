import { once } from "node:events";
import { PassThrough } from "node:stream";
import type { Asked, AskParent } from "./ask-parent.ts";
import type { StepStore } from "./step-store.ts";

/** The store of a thread, held by its parent: results go from one to the other piece by piece. */
export function storeInParent(ask: AskParent): StepStore {
  async function* opened(): AsyncGenerator<Uint8Array> {
    for (let piece = await next(); piece; piece = await next()) yield piece;
  }
  const next = () => ask<Uint8Array | null>({ ask: "next" });
  return {
    get: async (key) => ((await ask<boolean>({ ask: "open", key })) ? opened() : null),
    async put(key, pieces) {
      await ask({ ask: "put", key });
      // A piece is a look at something larger: what is sent away is its own.
      for await (const piece of pieces) await ask({ ask: "add", piece: new Uint8Array(piece) });
      await ask({ ask: "end" });
    },
  };
}

type AskedOfStore = Exclude<Asked, { ask: "stop_after_fingerprint" }>;

/** The parent's side: throws what the store throws. */
export function storeOfThread(store: StepStore) {
  let reading: AsyncIterator<Uint8Array> | Iterator<Uint8Array> | undefined;
  let writing: { pieces: PassThrough; stored: Promise<void> } | undefined;

  async function add(piece: Uint8Array): Promise<void> {
    if (!writing) throw new Error("a piece of nothing");
    const { pieces, stored } = writing;
    if (!pieces.write(piece)) await Promise.race([once(pieces, "drain"), stored]);
  }

  async function end(): Promise<void> {
    writing?.pieces.end();
    await writing?.stored;
    writing = undefined;
  }

  return {
    async answer(asked: AskedOfStore): Promise<unknown> {
      if (asked.ask === "add") return await add(asked.piece);
      if (asked.ask === "end") return await end();
      if (asked.ask === "put") {
        const pieces = new PassThrough();
        writing = { pieces, stored: Promise.resolve(store.put(asked.key, pieces)) };
        // Whoever adds next or ends it gets the error; until then nobody may be listening.
        writing.stored.catch(() => pieces.destroy());
        pieces.on("error", () => undefined);
        return undefined;
      }
      if (asked.ask === "next") {
        const next = await reading?.next();
        return next && !next.done ? next.value : null;
      }
      const pieces = await store.get(asked.key);
      if (pieces) reading = Symbol.asyncIterator in pieces ? pieces[Symbol.asyncIterator]() : pieces[Symbol.iterator]();
      return pieces !== null;
    },
    /** When the thread is gone: what is half written is not kept, what is half read is let go. */
    async close(): Promise<void> {
      writing?.pieces.destroy(new Error("The pipeline's thread is gone."));
      await Promise.allSettled([writing?.stored, reading?.return?.()]);
    },
  };
}
