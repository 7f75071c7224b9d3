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
    PHONE_PEPPER: secret,
    TEXT_RECIPIENT: z.string().startsWith("age1"),
    PASSKEYS_URL: z.url(),
    STRIPE_WEB_KEY: z
      .string()
      .regex(/^rk_(test|live)_/, "a restricted key: it may create Checkout sessions and nothing else"),
    STRIPE_WEBHOOK_SECRET: z.string().startsWith("whsec_"),
    STRIPE_API_BASE: z.url().optional(),
    STRIPE_CHECKOUT_ORIGIN: z.url().default("https://checkout.stripe.com"),
    MAILBOX_URL: z.url().optional(),
    TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
    SECURITY_CONTACT: z
      .string()
      .regex(/^(?:mailto:|https:\/\/)\S+$/, "mailto:… or https://…")
      .optional(),
    NOTARY_VERIFIER: z.string().optional(),
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
    RECOGNISER_URL: z.url().optional(),
    RECOGNISER_KEY: z.string().min(1).optional(),
    RECOGNISER_MODEL: z.string().min(1).max(200).default("whisper-1"),
    REDACTION_URL: z.url().optional(),
    ANONYMIZER_URL: z.url().optional(),
    FFMPEG_PATH: z.string().startsWith("/", "an absolute path").optional(),
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
    /** the provider of text messages, and the only key that opens a sealed number */
    TEXTS_URL: z.url().regex(/^https:\/\/|^http:\/\/[^@]*@127\.0\.0\.1/),
    TEXT_IDENTITY: z.string().startsWith("AGE-SECRET-KEY-"),
  }),
  /** Checks passkeys' signatures and raises sessions: no web process can. */
  passkeys: z.object({
    ...common,
    PASSKEYS_PORT: port.default(3006),
    HOST: z.string().default("127.0.0.1"),
    DATABASE_PASSKEYS_URL: postgresUrl,
  }),
  /** Signs the audit's checkpoints: the only holder of that key, and of the place where they are kept. */
  notary: z.object({
    ...common,
    DATABASE_NOTARY_URL: postgresUrl,
    NOTARY_KEY: z.string().startsWith("PRIVATE+KEY+"),
    CHECKPOINT_STORE: store,
    CHECKPOINT_SECONDS: z.coerce.number().int().min(5).max(86_400).default(3_600),
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
