import { rmdir } from "node:fs/promises";

/** Removes a folder that holds nothing; one that holds something, or is not there, is left alone. */
export async function removeEmpty(folder: string): Promise<void> {
  try {
    await rmdir(folder);
  } catch (error) {
    if (!["ENOENT", "ENOTEMPTY"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
  }
}
