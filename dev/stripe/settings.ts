import { z } from "zod";

export interface StripeEmulatorOptions {
  /** 0 takes a free one. */
  port?: number;
  /** Where everything is kept between two starts; in memory only without it. */
  stateFile?: string;
  /** Endpoints that receive every event, signed with their secret (`whsec_…`). */
  webhooks?: { url: string; secret: string }[];
  /** `rk_test_…`: may use Checkout sessions and customers, nothing else. */
  restrictedKey?: string;
  /** `sk_test_…`: may do everything, test controls included. */
  secretKey: string;
  /** True only for the local demo, which runs with NODE_ENV=production. */
  demo?: boolean;
  /** How browsers reach the hosted pages when that is not the address the emulator listens on. */
  pageOrigin?: string;
  /** The platform's available balance at the very first start, so that a demo can pay contributors at once. */
  initialFundsCents?: number;
  /** Days until a card payment's money is available. */
  settleDays?: number;
}

const schema = z.strictObject({
  port: z.int().min(0).max(65_535).default(0),
  stateFile: z.string().min(1).optional(),
  webhooks: z
    .array(z.strictObject({ url: z.url({ protocol: /^https?$/ }), secret: z.string().startsWith("whsec_") }))
    .max(16)
    .default([]),
  restrictedKey: z
    .string()
    .regex(/^rk_test_\w+$/, "must be a test key, rk_test_…")
    .optional(),
  secretKey: z.string().regex(/^sk_test_\w+$/, "must be a test key, sk_test_…"),
  demo: z.boolean().default(false),
  pageOrigin: z.url({ protocol: /^https?$/ }).optional(),
  initialFundsCents: z.int().min(0).max(10_000_000_000).default(0),
  settleDays: z.int().min(0).max(30).default(2),
});

export type Settings = z.infer<typeof schema>;

/** Checks the options, and refuses live keys and production. */
export function readSettings(options: StripeEmulatorOptions, nodeEnv = process.env.NODE_ENV): Settings {
  const settings = schema.parse(options);
  if (nodeEnv === "production" && !settings.demo) {
    throw new Error("The Stripe emulator refuses to start in production. Only the local demo may, with demo: true.");
  }
  return settings;
}
