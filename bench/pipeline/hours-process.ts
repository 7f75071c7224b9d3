import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { processInThread } from "../../lib/pipeline/run-in-thread.ts";
import { openFolderSteps } from "../../lib/pipeline/steps/folder-steps.ts";
import type { Spent } from "./hours.ts";

// Entry of the process that processes the call in the given folder as a worker does, each step's result kept, and says what
// it took.
const folder = process.argv[2]!;
const transcript: unknown = JSON.parse(await readFile(join(folder, "call.json"), "utf8"));
const { user, system } = process.cpuUsage();
const processed = await processInThread({
  ...{ audio: await readFile(join(folder, "call.flac")), givesAudioAway: true },
  ...{ transcript, keep: "both", language: "en", store: openFolderSteps(join(folder, "work")) },
});
if (processed.outcome !== "processed") throw new Error(`the long call was not processed: ${processed.outcome}`);
const spent = process.cpuUsage({ user, system });
const cpuSeconds = (spent.user + spent.system) / 1e6;
console.log(JSON.stringify({ cpuSeconds, mostBytes: 1_024 * process.resourceUsage().maxRSS } satisfies Spent));
