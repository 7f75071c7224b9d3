import { z } from "zod";
import { switches } from "../../db/powers.ts";

export const scope = z.enum(switches);
export const suspendInput = z.strictObject({ scope, reason: z.string().trim().min(3).max(300) });
