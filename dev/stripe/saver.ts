import { type State, saveState } from "./state.ts";

const QUIET_MILLISECONDS = 100;
/** Saving takes longer as the state grows; waiting in proportion keeps it below a tenth of the time. */
const SHARE_OF_TIME = 10;

export interface Saver {
  /** Something changed: save soon. */
  touch(): void;
  /** Saves what is unsaved, and stops. */
  close(): Promise<void>;
}

export function openSaver(file: string | undefined, state: State): Saver {
  let timer: NodeJS.Timeout | undefined;
  let saving: Promise<void> = Promise.resolve();
  let waitMilliseconds = QUIET_MILLISECONDS;
  let dirty = false;

  async function save(): Promise<void> {
    if (!file || !dirty) return;
    dirty = false;
    const startedAt = Date.now();
    await saveState(file, state);
    waitMilliseconds = Math.max(QUIET_MILLISECONDS, (Date.now() - startedAt) * SHARE_OF_TIME);
  }

  function queueSave(): Promise<void> {
    saving = saving.then(save);
    return saving;
  }

  return {
    touch() {
      dirty = true;
      if (!file || timer) return;
      timer = setTimeout(() => {
        timer = undefined;
        queueSave().catch((error: unknown) => {
          dirty = true;
          console.error("The Stripe emulator could not save its state:", error);
          saving = Promise.resolve();
        });
      }, waitMilliseconds);
      timer.unref();
    },
    async close() {
      clearTimeout(timer);
      await queueSave();
    },
  };
}
