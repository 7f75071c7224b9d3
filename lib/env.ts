import { z } from "zod";

const postgresUrl = z.string().regex(/^postgres(ql)?:\/\//, "a postgres:// address");
const secret = z.string().min(32);
const port = z.coerce.number().int().min(1).max(65535);

/** Where a process keeps objects: a folder on disk, or a bucket of an S3 server. `intake`, `vault` and `shelf` share nothing. */
const store = z.string().transform((value, context) => {
  if (value.startsWith("s3://")) {
    const url = new URL(value);
    const asked = url.searchParams;
    return {
      kind: "s3" as const,
      bucket: url.host,
      region: asked.get("region") ?? "us-east-1",
      ...(asked.get("endpoint") && { endpoint: asked.get("endpoint") as string }),
      accessKeyId: decodeURIComponent(url.username),
      secretAccessKey: decodeURIComponent(url.password),
    };
  }
  if (value.startsWith("/")) return { kind: "disk" as const, folder: value };
  context.addIssue("an absolute folder or s3://KEY:SECRET@bucket?region=…&endpoint=…");
  return z.NEVER;
});

const common = {
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
  SITE_URL: z.url(),
  DELIVERY_URL: z.url(),
};

const schemas = {
  /** Next.js and the edge: no key that opens a recording, none that moves money. */
  web: z.object({
    ...common,
    PORT: port.default(3000),
    HOST: z.string().default("127.0.0.1"),
    DATABASE_LOOK_URL: postgresUrl,
    DATABASE_URL: postgresUrl,
    NEXTAUTH_SECRET: secret,
    LINK_SIGNING_KEY: secret,
    LINK_SECONDS: z.coerce.number().int().min(5).max(3600).default(300),
    INTAKE_STORE: store,
    STRIPE_WEB_KEY: z
      .string()
      .regex(/^rk_(test|live)_/, "a restricted key: it may create Checkout sessions and nothing else"),
    STRIPE_WEBHOOK_SECRET: z.string().startsWith("whsec_"),
    STRIPE_API_BASE: z.url().optional(),
    STRIPE_CHECKOUT_ORIGIN: z.url().default("https://checkout.stripe.com"),
    MAILBOX_URL: z.url().optional(),
    CONSONANT_DIST: z.string().default(".next"),
    CACHE_BYTES: z.coerce
      .number()
      .int()
      .positive()
      .default(64 << 20),
    UPLOAD_BYTES: z.coerce
      .number()
      .int()
      .positive()
      .default(300 << 20),
  }),
  /** Bytes, at their own origin. */
  delivery: z.object({
    ...common,
    DELIVERY_PORT: port.default(3001),
    HOST: z.string().default("127.0.0.1"),
    DATABASE_DELIVERY_URL: postgresUrl,
    LINK_SIGNING_KEY: secret,
    SHELF_STORE: store,
  }),
  /** Decodes, disguises, builds: the only holder of the vault key. */
  media: z.object({
    ...common,
    DATABASE_MEDIA_URL: postgresUrl,
    VAULT_IDENTITY: z.string().startsWith("AGE-SECRET-KEY-"),
    INTAKE_STORE: store,
    VAULT_STORE: store,
    SHELF_STORE: store,
  }),
  /** The ledger and Stripe: the only holder of the key that moves money. */
  money: z.object({
    ...common,
    DATABASE_MONEY_URL: postgresUrl,
    STRIPE_SECRET_KEY: z.string().regex(/^(sk|rk)_(test|live)_/),
    STRIPE_API_BASE: z.url().optional(),
  }),
  mail: z.object({
    ...common,
    DATABASE_MAILER_URL: postgresUrl,
    SMTP_URL: z.string().regex(/^smtps?:\/\//),
    MAIL_FROM: z.string().default("Consonant <no-reply@consonant.example>"),
  }),
};
type Schemas = typeof schemas;
export type EnvOf<P extends keyof Schemas> = z.infer<Schemas[P]>;

const parsed = new Map<string, unknown>();

/**
 * The settings of one process, read from process.env once and late, so that `next build` needs none. Throws with the names
 * of what is missing or wrong, never with their values.
 */
export function envOf<P extends keyof Schemas>(process_: P): EnvOf<P> {
  const known = parsed.get(process_);
  if (known) return known as EnvOf<P>;
  const result = schemas[process_].safeParse(process.env);
  if (!result.success) {
    const wrong = result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ");
    throw new Error(`Settings of ${process_}: ${wrong}. env.example explains each.`);
  }
  parsed.set(process_, result.data);
  return result.data as EnvOf<P>;
}

/** The web process's. */
export const env = () => envOf("web");
