import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { ReceivedMail } from "./receive-mail.ts";

const KEPT_MAILS = 500;
const SAVE_MILLISECONDS = 200;

export interface Tray {
  add(mail: ReceivedMail): void;
  /** Newest first; to one address, or all. */
  list(to?: string): ReceivedMail[];
  close(): Promise<void>;
}

/** The last 500 mails, in memory and in a file that is replaced as a whole. */
export function openTray(stateFile: string | undefined): Tray {
  let mails: ReceivedMail[] = stateFile && existsSync(stateFile) ? JSON.parse(readFileSync(stateFile, "utf8")) : [];
  let timer: NodeJS.Timeout | undefined;
  let saving: Promise<void> = Promise.resolve();

  async function save(): Promise<void> {
    if (!stateFile) return;
    mkdirSync(dirname(stateFile), { recursive: true, mode: 0o700 });
    const temporary = `${stateFile}.${process.pid}.tmp`;
    await writeFile(temporary, JSON.stringify(mails), { mode: 0o600 });
    await rename(temporary, stateFile);
  }

  function saveSoon(): void {
    if (!stateFile || timer) return;
    timer = setTimeout(() => {
      timer = undefined;
      saving = saving.then(save).catch((error: unknown) => console.error("The mailbox could not be saved:", error));
    }, SAVE_MILLISECONDS);
    timer.unref();
  }

  return {
    add(mail) {
      mails = [mail, ...mails].slice(0, KEPT_MAILS);
      saveSoon();
    },
    list: (to) => (to ? mails.filter((mail) => mail.to.includes(to.toLowerCase())) : mails),
    async close() {
      clearTimeout(timer);
      await saving;
      await save();
    },
  };
}
