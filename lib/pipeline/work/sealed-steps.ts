import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { type RawPlaces, workKeys } from "../../contributions/raw-upload.ts";
import { recipientOf, sealStream, unseal } from "../../outside/seal.ts";
import type { Store } from "../../outside/storage.ts";
import { largestResultBytes, type StepStore, storedNameOf, storedNames } from "../steps/step-store.ts";

const pieceBytes = 1 << 20;
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
      const sealed = await buffer(await vault.get(objectOf(key)));
      try {
        return await unseal(identity, sealed);
      } catch {
        return null; // damaged, or sealed to another key: the step runs again
      }
    },
    async put(key, bytes) {
      await vault.put(objectOf(key), await sealStream(recipient, Readable.from(piecesOf(bytes))));
    },
  };
}

function* piecesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += pieceBytes) yield bytes.subarray(from, from + pieceBytes);
}
