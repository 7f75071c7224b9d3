import { z } from "zod";
import { redactionKinds } from "./redaction-kinds.ts";
import { refusalReasons } from "./rules.ts";

const longestStrikeMs = 60_000;

export const recordingInput = z
  .strictObject({
    title: z.string().trim().min(1).max(120),
    language: z.enum(["en", "fr"]),
    kind: z.enum(["family", "work", "support", "booking"]),
    ownChannel: z.enum(["left", "right"]),
    otherParty: z.enum(["left_out", "asked"]),
    otherEmail: z.union([z.literal(""), z.email().max(254)]).default(""),
    /** +442079460958; its reading depends on the page's language (lib/identity/phone-number.ts) */
    otherPhone: z.e164().optional(),
    hasTranscript: z.boolean(),
    consent: z.literal(true),
    adult: z.literal(true),
  })
  .refine(
    (given) => given.otherParty === "left_out" || (given.otherEmail !== "") !== (given.otherPhone !== undefined),
    {
      path: ["otherEmail"],
      error: "required",
    },
  );
export type RecordingInput = z.infer<typeof recordingInput>;

export const refusalInput = z.strictObject({
  recordingId: z.uuid(),
  reason: z.enum(refusalReasons),
  note: z.string().trim().max(500).default(""),
});
/** One passage as a form carries it: "a:12300:13100:NAME", times in milliseconds. */
const strike = z
  .string()
  .regex(/^[ab]:\d{1,8}:\d{1,8}:[A-Z]{2,10}$/)
  .transform((text) => {
    const [party, startMs, endMs, kind] = text.split(":");
    return { party: party as "a" | "b", startMs: Number(startMs), endMs: Number(endMs), kind: kind ?? "" };
  })
  .refine(({ startMs, endMs, kind }) => {
    const known: readonly string[] = redactionKinds;
    return startMs < endMs && endMs - startMs <= longestStrikeMs && kind !== "OVERLAP" && known.includes(kind);
  });
export const strikesInput = z.strictObject({ recordingId: z.uuid(), strikes: z.array(strike).min(1).max(100) });
export const answerInput = z.strictObject({ consentId: z.uuid(), answer: z.enum(["given", "refused"]) });
export const takeBackInput = z.strictObject({ consentId: z.uuid() });
