import type { Readable } from "node:stream";
import { openDiskStore } from "./disk-storage.ts";
import type { Intake, Store } from "./store.ts";

export type { Intake, Store } from "./store.ts";
export { NoSuchObject, TooLarge } from "./store.ts";

export type StoreSettings =
  | { kind: "disk"; folder: string }
  | {
      kind: "s3";
      bucket: string;
      region: string;
      /** A server other than Amazon's. */
      endpoint?: string;
      accessKeyId: string;
      secretAccessKey: string;
    };

export function openStore(settings: StoreSettings): Store {
  if (settings.kind === "disk") return openDiskStore(settings.folder);
  let opened: Promise<Store> | undefined;
  // Amazon's SDK is large, and not needed by who keeps objects on disk: it is loaded at the first use.
  const s3 = () => (opened ??= import("./s3-storage.ts").then(({ openS3Store }) => openS3Store(settings)));
  return {
    put: async (key, content, options) => (await s3()).put(key, content, options),
    get: async (key, range) => (await s3()).get(key, range),
    size: async (key) => (await s3()).size(key),
    remove: async (key) => (await s3()).remove(key),
  };
}

/** What the tier that faces the internet holds: it can put, and there is nothing on it to read with. */
export function openIntake(settings: StoreSettings): Intake {
  const store = openStore(settings);
  return { put: (key: string, content: Readable | Uint8Array, options) => store.put(key, content, options) };
}
