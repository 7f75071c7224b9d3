import { createHash } from "node:crypto";
import { access, readFile } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { z } from "zod";

const finished = z.object({ sha256: z.string(), run: z.string() });
export type Finished = z.infer<typeof finished>;

export const reportName = "report.json";
const mostSuffixes = 1_000;

/** A folder's name from a file's: no extension, nothing hidden. */
const stemOf = (file: string) => basename(file, extname(file)).replace(/^\.+/, "") || "recording";

/**
 * Names a folder of its own in `out` for each recording: `call`, and `call-2` when that is taken, by another file of this
 * run or by what lies there already. The folder of an earlier run of the same recording is taken again.
 */
export function ownFolders(out: string) {
  const taken = new Set<string>();
  return async (file: string, audio: Uint8Array): Promise<{ folder: string; before: Finished | undefined }> => {
    const sha256 = createHash("sha256").update(audio).digest("hex");
    for (let count = 1; count <= mostSuffixes; count++) {
      const name = count === 1 ? stemOf(file) : `${stemOf(file)}-${count}`;
      const key = name.toLowerCase();
      if (taken.has(key)) continue;
      const there = await whatLiesIn(join(out, name));
      if (there === "something else" || (there !== "nothing" && there.sha256 !== sha256)) continue;
      // Looked up again: two recordings may have been asked for at once.
      if (taken.has(key)) continue;
      taken.add(key);
      return { folder: join(out, name), before: there === "nothing" ? undefined : there };
    }
    throw new Error(`There are already ${mostSuffixes} folders for ${basename(file)}.`);
  };
}

async function whatLiesIn(folder: string): Promise<Finished | "nothing" | "something else"> {
  try {
    const parsed = finished.safeParse(JSON.parse(await readFile(join(folder, reportName), "utf8")));
    return parsed.success ? parsed.data : "something else";
  } catch (error) {
    if (error instanceof SyntaxError) return "something else";
    if ((error as NodeJS.ErrnoException).code === "ENOENT")
      return (await exists(folder)) ? "something else" : "nothing";
    throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}
