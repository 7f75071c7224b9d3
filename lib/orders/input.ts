import { z } from "zod";

export const checkoutInput = z.strictObject({
  versionId: z.uuid(),
  poNumber: z.string().trim().max(60).default(""),
  terms: z.literal(true),
});
