import type { MessagePort } from "node:worker_threads";
import type { Side } from "../compare/compare-recordings.ts";

/** What the pipeline's thread asks of whoever started it. */
export type Asked =
  | { ask: "stop_after_fingerprint"; sides: readonly Side[] }
  /** Opens what the store keeps under a key: whether there is any. Then its pieces, one after the other, and null. */
  | { ask: "open"; key: string }
  | { ask: "next" }
  /** Puts what is added up to the end into the store. */
  | { ask: "put"; key: string }
  | { ask: "add"; piece: Uint8Array }
  | { ask: "end" };

export interface Question {
  question: number;
  asked: Asked;
}
export interface Answer {
  answer: number;
  said: unknown;
}

export type AskParent = <T>(asked: Asked) => Promise<T>;

/** One question at a time. A parent that cannot answer ends the thread. */
export function askParent(port: MessagePort): AskParent {
  let last = 0;
  return <T>(asked: Asked) =>
    new Promise<T>((resolve) => {
      const question = ++last;
      const listen = ({ answer, said }: Answer) => {
        if (answer !== question) return;
        port.off("message", listen);
        resolve(said as T);
      };
      port.on("message", listen);
      const transfer = asked.ask === "add" ? [asked.piece.buffer as ArrayBuffer] : [];
      port.postMessage({ question, asked } satisfies Question, transfer);
    });
}
