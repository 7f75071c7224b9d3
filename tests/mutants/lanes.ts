import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Ground, Order, Report } from "./orders.ts";

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const answerSeconds = 300;

/** A process that follows one order at a time; started again when a mutant has left something hanging in it. */
export function openLane(name: string) {
  let child: ChildProcess | undefined;
  let lives = 0;
  const start = () =>
    fork(here("./lane.ts"), { execArgv: ["--import", "tsx", "--import", here("./redirect.mjs")], stdio: "inherit" });

  async function ask<D extends Report["did"]>(order: Order & { do: D }): Promise<Extract<Report, { did: D }>> {
    child ??= start();
    const answering = child;
    const report = await new Promise<Report>((resolve) => {
      const late = setTimeout(() => resolve({ did: "fail", error: "no answer" }), answerSeconds * 1_000);
      const finish = (answer: Report) => {
        clearTimeout(late);
        answering.removeAllListeners("exit");
        resolve(answer);
      };
      answering.once("message", (answer) => finish(answer as Report));
      answering.once("exit", (code) => finish({ did: "fail", error: `${name} ended with ${code}` }));
      answering.send(order);
    });
    if (report.did !== order.do) {
      stop();
      throw new Error(report.did === "fail" ? report.error : `${order.do} was answered with ${report.did}`);
    }
    return report as Extract<Report, { did: D }>;
  }
  const stop = () => {
    child?.kill("SIGKILL");
    child = undefined;
  };
  return {
    ask,
    stop,
    begin: (ground: Ground) => ask({ do: "begin", lane: `${name}_${lives++}`, ground }),
    async again(ground: Ground): Promise<void> {
      stop();
      await ask({ do: "begin", lane: `${name}_${lives++}`, ground });
    },
  };
}
export type Lane = ReturnType<typeof openLane>;
