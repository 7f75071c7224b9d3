import { Readable } from "node:stream";
import { type RawPlaces, workKeys } from "../../contributions/raw-upload.ts";
import { recipientOf, sealStream, unsealStream } from "../../outside/seal.ts";
import type { Store } from "../../outside/storage.ts";
import { log } from "../../web/log.ts";
import { largestResultBytes, type StepStore, storedNameOf, storedNames } from "../steps/step-store.ts";

/** What sealing adds: a header, and 16 bytes to each 64 KiB. */
const mostSealedBytes = Math.ceil(largestResultBytes * 1.001) + 4_096;

/**
 * Results of steps in the vault, sealed to the contributor as the upload is: no original ever lies in clear, and what is
 * left when they go cannot be opened by anybody.
 */
export async function sealedSteps(
  { vault }: { vault: Store },
  identity: string,
  places: Pick<RawPlaces, "rawKey">,
): Promise<StepStore> {
  const recipient = await recipientOf(identity);
  const keys = workKeys(places);
  const objectOf = (key: string) => {
    const object = keys[storedNames.indexOf(storedNameOf(key))];
    if (!object) throw new Error("a step that has no place in the vault");
    return object;
  };
  return {
    async get(key) {
      const bytes = await vault.size(objectOf(key));
      if (bytes === null || bytes > mostSealedBytes) return null;
      return unsealed(identity, await vault.get(objectOf(key)));
    },
    async put(key, pieces) {
      await vault.put(objectOf(key), await sealStream(recipient, Readable.from(pieces)));
    },
  };
}

/** What is damaged, or sealed to another key, ends early: the step runs again. */
async function* unsealed(identity: string, sealed: Readable): AsyncGenerator<Uint8Array> {
  try {
    yield* await unsealStream(identity, sealed);
  } catch (error) {
    log.warn({ err: error }, "half-done work could not be opened");
  }
}
