import { z } from "zod";

export const licences = ["standard", "research"] as const;
export const kinds = ["family", "work", "support", "booking", "mixed"] as const;
export const sorts = ["newest", "hours", "price"] as const;

/** What a catalogue address may ask for; anything else is dropped, never an error page. */
export const catalogueQuery = z.object({
  q: z
    .string()
    .max(16_384)
    .transform((value) => value.trim().toLowerCase().replace(/\s+/g, " ").slice(0, 100))
    .catch(""),
  language: z.enum(["en", "fr"]).optional().catch(undefined),
  licence: z.enum(licences).optional().catch(undefined),
  kind: z.enum(kinds).optional().catch(undefined),
  sort: z.enum(sorts).catch("newest"),
  page: z.coerce.number().int().min(1).max(1000).catch(1),
});
export type CatalogueQuery = z.infer<typeof catalogueQuery>;

export const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(60);
const money = z.coerce.number().multipleOf(0.01).min(1).max(10_000);
export const datasetInput = z.strictObject({
  slug,
  title: z.string().trim().min(3).max(90),
  summary: z.string().trim().min(20).max(600),
  language: z.enum(["en", "fr"]),
  kind: z.enum(kinds),
  licence: z.enum(licences),
  pricePerHour: money,
});
export type DatasetInput = z.infer<typeof datasetInput>;
export const datasetEdit = datasetInput.pick({ title: true, summary: true, pricePerHour: true });
