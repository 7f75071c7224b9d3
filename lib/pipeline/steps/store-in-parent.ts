import type { MessagePort } from "node:worker_threads";
import type { StepStore } from "./step-store.ts";

/** What a thread asks of the store that its parent holds: to keep `bytes`, or, without them, for what is there. */
export interface StoreQuestion {
  question: number;
  key: string;
  bytes?: Uint8Array;
}
export type StoreAnswer = { answer: number } & ({ bytes: Uint8Array | null } | { failed: string });

/** The store of a thread whose parent answers its questions with `answerQuestion`. One question at a time. */
export function storeInParent(port: MessagePort): StepStore {
  let last = 0;
  const ask = (key: string, bytes?: Uint8Array) =>
    new Promise<Uint8Array | null>((resolve, reject) => {
      const question = ++last;
      const listen = (message: StoreAnswer) => {
        if (message.answer !== question) return;
        port.off("message", listen);
        if ("failed" in message) reject(new Error(`The store of steps failed: ${message.failed}`));
        else resolve(message.bytes);
      };
      port.on("message", listen);
      const transfer = bytes ? [bytes.buffer as ArrayBuffer] : [];
      port.postMessage({ question, key, ...(bytes && { bytes }) } satisfies StoreQuestion, transfer);
    });
  return {
    get: (key) => ask(key),
    put: async (key, bytes) => {
      await ask(key, bytes);
    },
  };
}

export async function answerQuestion(store: StepStore, { question, key, bytes }: StoreQuestion): Promise<StoreAnswer> {
  try {
    if (!bytes) return { answer: question, bytes: await store.get(key) };
    await store.put(key, bytes);
    return { answer: question, bytes: null };
  } catch (error) {
    return { answer: question, failed: error instanceof Error ? error.message : String(error) };
  }
}
