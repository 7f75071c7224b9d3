import type { Archive } from "./archived.ts";
import { openDiskArchive } from "./disk-archive.ts";
import type { StoreSettings } from "./storage.ts";

export type { Archive } from "./archived.ts";

export function openArchive(settings: StoreSettings): Archive {
  if (settings.kind === "disk") return openDiskArchive(settings.folder);
  let opened: Promise<Archive> | undefined;
  const s3 = () => (opened ??= import("./s3-archive.ts").then(({ openS3Archive }) => openS3Archive(settings)));
  return {
    add: async (key, content) => (await s3()).add(key, content),
    get: async (key) => (await s3()).get(key),
    keys: async () => (await s3()).keys(),
  };
}
