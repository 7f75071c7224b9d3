import { z } from "zod";
import type { ClipFilter } from "@/lib/releases/read";

export const recordingKinds = ["family", "work", "support", "booking"] as const;
export const snrSteps = ["10", "15", "20", "25"] as const;
export const languages = ["en", "fr"] as const;

/** What a composer's address may ask for; anything else is dropped. */
export const clipFilter = z.object({
  language: z.enum(languages).optional().catch(undefined),
  kind: z.enum(recordingKinds).optional().catch(undefined),
  snr: z.enum(snrSteps).optional().catch(undefined),
  held: z.enum(["in", "out"]).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
export type AskedClips = z.infer<typeof clipFilter>;

/** The same in the room's words. */
export const filterOf = (asked: AskedClips): ClipFilter => ({
  page: asked.page,
  ...(asked.language && { language: asked.language }),
  ...(asked.kind && { kind: asked.kind }),
  ...(asked.snr && { minSnrDb: Number(asked.snr) }),
  ...(asked.held && { held: asked.held === "in" }),
});

/** The address of another choice; the first page unless one is named. */
export function clipsHref(datasetId: string, asked: AskedClips, change: Partial<AskedClips>): string {
  const { page, ...rest } = { ...asked, page: 1, ...change };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(rest)) if (value) query.set(name, value);
  if (page > 1) query.set("page", String(page));
  return `/desk/datasets/${datasetId}${query.size > 0 ? `?${query}` : ""}`;
}
