import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { makeSigningKey, readSigner } from "../lib/audit/signed-note.ts";
import { newIdentity, recipientOf } from "../lib/outside/seal.ts";
import type { Cluster } from "./cluster.ts";

type Secrets = {
  nextAuth: string;
  linkSigning: string;
  vaultIdentity: string;
  stripeSecretKey: string;
  stripeWebKey: string;
  stripeWebhookSecret: string;
  notaryKey: string;
  phonePepper: string;
  textIdentity: string;
};
export type Place = ReturnType<typeof placeOf>;
export const database = "consonant";

/** Where everything of a local market lies, and its ports: the site's, and those that follow it. */
export function placeOf(asked: NodeJS.ProcessEnv) {
  const folder = path.resolve(asked.CONSONANT_DATA || ".consonant");
  const site = Number(asked.PORT || 3000);
  if (!Number.isInteger(site) || site < 1024 || site > 65_000)
    throw new Error("PORT must be a number from 1024 to 65000.");
  const ports = {
    site,
    delivery: site + 1,
    stripe: site + 2,
    mailbox: site + 3,
    smtp: site + 4,
    postgres: site + 5,
    passkeys: site + 6,
  };
  // 0711: the account that runs PostgreSQL for root must reach its own folder in here; every file is 0600
  fs.mkdirSync(folder, { recursive: true, mode: 0o711 });
  return { folder, ports, in: (name: string) => path.join(folder, name) };
}

/** Generated at the first start, kept beside the data. An older folder gets what it lacks, and keeps what it has. */
export async function secretsOf(place: Place): Promise<Secrets> {
  const file = place.in("secrets.json");
  const kept = fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, "utf8")) as Partial<Secrets>) : {};
  const random = () => randomBytes(32).toString("base64url");
  const made: Secrets = {
    nextAuth: random(),
    linkSigning: random(),
    vaultIdentity: (await newIdentity()).identity,
    stripeSecretKey: `sk_test_${randomBytes(16).toString("hex")}`,
    stripeWebKey: `rk_test_${randomBytes(16).toString("hex")}`,
    stripeWebhookSecret: `whsec_${randomBytes(16).toString("hex")}`,
    notaryKey: makeSigningKey("consonant.local/audit"),
    phonePepper: random(),
    textIdentity: (await newIdentity()).identity,
  };
  const whole: Secrets = { ...made, ...kept };
  fs.writeFileSync(file, JSON.stringify(whole, null, 2), { mode: 0o600 });
  return whole;
}

/** Each process's settings: what the table in docs says it may hold, and nothing else. */
export async function environments(o: {
  place: Place;
  secrets: Secrets;
  cluster: Cluster;
  development: boolean;
  inherited: NodeJS.ProcessEnv;
}) {
  const { place, secrets, cluster } = o;
  const at = (port: number) => `http://localhost:${port}`;
  const textRecipient = await recipientOf(secrets.textIdentity);
  const stripe = `http://127.0.0.1:${place.ports.stripe}`;
  const common = {
    PATH: o.inherited.PATH,
    HOME: o.inherited.HOME,
    NODE_ENV: o.development ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
    LOG_LEVEL: o.inherited.LOG_LEVEL ?? "warn",
    SITE_URL: at(place.ports.site),
    DELIVERY_URL: at(place.ports.delivery),
    ...(o.inherited.NODE_EXTRA_CA_CERTS && { NODE_EXTRA_CA_CERTS: o.inherited.NODE_EXTRA_CA_CERTS }),
  };
  const store = (name: string) => place.in(name);
  return {
    web: {
      ...common,
      ...webAddresses(place, cluster),
      NEXTAUTH_SECRET: secrets.nextAuth,
      NEXTAUTH_URL: at(place.ports.site),
      PHONE_PEPPER: secrets.phonePepper,
      TEXT_RECIPIENT: textRecipient,
      LINK_SIGNING_KEY: secrets.linkSigning,
      ...(o.inherited.LINK_SECONDS && { LINK_SECONDS: o.inherited.LINK_SECONDS }),
      ...(o.inherited.TRUSTED_PROXIES && { TRUSTED_PROXIES: o.inherited.TRUSTED_PROXIES }),
      INTAKE_STORE: store("intake"),
      STRIPE_WEB_KEY: secrets.stripeWebKey,
      STRIPE_WEBHOOK_SECRET: secrets.stripeWebhookSecret,
      STRIPE_API_BASE: stripe,
      STRIPE_CHECKOUT_ORIGIN: stripe,
      MAILBOX_URL: `${at(place.ports.mailbox)}/dev/mail`,
      NOTARY_VERIFIER: readSigner(secrets.notaryKey).vkey,
    },
    delivery: {
      ...common,
      DELIVERY_PORT: String(place.ports.delivery),
      DATABASE_DELIVERY_URL: cluster.url(database, "consonant_delivery"),
      LINK_SIGNING_KEY: secrets.linkSigning,
      SHELF_STORE: store("shelf"),
    },
    media: {
      ...common,
      DATABASE_MEDIA_URL: cluster.url(database, "consonant_media"),
      VAULT_IDENTITY: secrets.vaultIdentity,
      INTAKE_STORE: store("intake"),
      VAULT_STORE: store("vault"),
      SHELF_STORE: store("shelf"),
      ...services(o.inherited),
      ...(o.inherited.FFMPEG_PATH && { FFMPEG_PATH: o.inherited.FFMPEG_PATH }),
    },
    money: {
      ...common,
      DATABASE_MONEY_URL: cluster.url(database, "consonant_money"),
      STRIPE_SECRET_KEY: secrets.stripeSecretKey,
      STRIPE_API_BASE: stripe,
    },
    mail: {
      ...common,
      DATABASE_MAILER_URL: cluster.url(database, "consonant_mailer"),
      SMTP_URL: `smtp://127.0.0.1:${place.ports.smtp}`,
      TEXTS_URL: `http://ACdemo:demo@127.0.0.1:${place.ports.mailbox}?from=%2B15550001111`,
      TEXT_IDENTITY: secrets.textIdentity,
    },
    passkeys: {
      ...common,
      PASSKEYS_PORT: String(place.ports.passkeys),
      DATABASE_PASSKEYS_URL: cluster.url(database, "consonant_passkeys"),
    },
    notary: { ...common, ...notarySettings(place, secrets, cluster) },
  };
}

const webAddresses = (place: Place, cluster: Cluster) => ({
  PORT: String(place.ports.site),
  DATABASE_LOOK_URL: cluster.url(database, "consonant_look"),
  DATABASE_URL: cluster.url(database, "consonant_web"),
  PASSKEYS_URL: `http://127.0.0.1:${place.ports.passkeys}`,
});

const notarySettings = (place: Place, secrets: Secrets, cluster: Cluster) => ({
  DATABASE_NOTARY_URL: cluster.url(database, "consonant_notary"),
  NOTARY_KEY: secrets.notaryKey,
  CHECKPOINT_STORE: place.in("checkpoints"),
  CHECKPOINT_SECONDS: "60",
});

const services = (inherited: NodeJS.ProcessEnv) => {
  const names = ["RECOGNISER_URL", "RECOGNISER_KEY", "RECOGNISER_MODEL", "REDACTION_URL", "ANONYMIZER_URL"];
  return Object.fromEntries(names.flatMap((name) => (inherited[name] ? [[name, inherited[name]]] : [])));
};
