import { randomUUID } from "node:crypto";
import { closeSync, constants, fchownSync, openSync, statfsSync, unlinkSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A file that no folder names: gone with its last descriptor, whatever becomes of us. */
export interface UnnamedFile {
  descriptor: number;
  close(): void;
}

const memory = "/dev/shm";
const spareBytes = 16 << 20;

/**
 * Writes bytes to a file whose name is taken away before its first byte is written. It lies in memory (/dev/shm) where
 * there is room, else in the folder for temporary files. `owner` may open it again.
 */
export function unnamedFile(bytes: Uint8Array, owner?: number, folder = roomiest(bytes.length)): UnnamedFile {
  const path = join(folder, `consonant-upload-${randomUUID()}`);
  const descriptor = openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL, 0o600);
  try {
    unlinkSync(path);
    if (owner !== undefined) fchownSync(descriptor, owner, owner);
    for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at, bytes.length - at, at);
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
  let isOpen = true;
  return {
    descriptor,
    close() {
      if (isOpen) closeSync(descriptor);
      isOpen = false;
    },
  };
}

/** A container's /dev/shm has 64 MB, and there is none outside Linux. */
function roomiest(bytes: number): string {
  try {
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize > bytes + spareBytes ? memory : tmpdir();
  } catch {
    return tmpdir();
  }
}
