import { createHash, randomBytes } from "node:crypto";
import type postgres from "postgres";
import { deskRoles, type Role } from "../db/powers.ts";
import type { Viewer } from "../db/viewer.ts";

/** One named person per role, two where two are needed. */
export const cast = {
  dana: "contributor",
  priya: "contributor",
  tomas: "contributor",
  ines: "buyer",
  ola: "buyer",
  rhea: "reviewer",
  cyrus: "curator",
  fiona: "finance",
  piet: "privacy",
  petra: "privacy",
} as const satisfies Record<string, Role>;
export type Name = keyof typeof cast;
export const names = Object.keys(cast) as Name[];
export const contributors = ["dana", "priya", "tomas"] as const;
export type Contributor = (typeof contributors)[number];

export type SignedIn = Extract<Viewer, { id: string }>;
export type Person = { id: string; email: string; token: string; viewer: SignedIn };
export type People = Record<Name, Person>;

/** A word that is planted in one field of one person; wherever else it turns up, it has leaked. */
export const canary = (field: string, name: string) => `canary-${field}-${name}`;
export const canariesIn = (rows: unknown): string[] =>
  [...new Set(JSON.stringify(rows).match(/canary-[a-z]+-[a-z]+/g) ?? [])].sort();
export const hashOf = (secret: string) => createHash("sha256").update(secret).digest();

type Lines = { web: postgres.Sql; mailer: postgres.Sql; migrate: postgres.Sql; passkeys: postgres.Sql };
const emailOf = (name: Name) => `${canary("email", name)}@people.example`;

/** The newest secret that was mailed to this address; what its owner would find in the mailbox. */
export async function mailedSecret({ mailer }: Pick<Lines, "mailer">, email: string): Promise<string> {
  const [mail] = await mailer`
    select secret from priv.mail_outbox where kind = 'login' and address = ${email} order by id desc limit 1`;
  if (!mail) throw new Error(`no sign-in mail for ${email}`);
  return mail.secret as string;
}

/** The code that came with it. */
export async function mailedCode({ mailer }: Pick<Lines, "mailer">, email: string): Promise<string> {
  const [mail] = await mailer`
    select code from priv.mail_outbox where kind = 'login' and address = ${email} order by id desc limit 1`;
  if (!mail) throw new Error(`no sign-in mail for ${email}`);
  return mail.code as string;
}

/** A browser's own secret, as its cookie holds it. */
export const newBrowser = () => randomBytes(32).toString("hex");

/** A session, the way everybody gets one: a mail is asked for, and its secret redeemed in the same browser. */
export async function signIn(lines: Pick<Lines, "web" | "mailer">, email: string, intent = "contributor") {
  const browser = newBrowser();
  await lines.web`select api.request_login(${email}, ${intent}, 'en', ${browser})`;
  const secret = await mailedSecret(lines, email);
  const [made] =
    await lines.web`select account, session from api.redeem_login(${secret}, ${browser}, 'Firefox on Linux')`;
  if (!made?.session) throw new Error(`${email} could not sign in`);
  return { id: made.account as string, token: made.session as string };
}

/** A first passkey for this session, as the passkeys process adds it once a signature is right: the raised token. */
export async function addPasskey({ passkeys }: Pick<Lines, "passkeys">, token: string, code: string | null = null) {
  const [asked] = await passkeys`select challenge from api.begin_ceremony('register', ${token}, null)`;
  const [made] = await passkeys`
    select api.add_passkey(${asked!.challenge}, ${token}, ${randomBytes(24).toString("base64url")}, ${randomBytes(77).toString("base64")}, 0, '{internal}', 'Test key', ${code}) as token`;
  return made!.token as string;
}

/** Somebody at the desk, from the operator's word to a raised session. */
export async function appoint(lines: Lines, email: string, role: Role) {
  const [made] = await lines.migrate`select account, code from api.appoint(${email}, ${role})`;
  const { id, token } = await signIn(lines, email);
  return { id, token: await addPasskey(lines, token, made!.code as string) };
}

export const atDesk = (role: Role) => (deskRoles as readonly Role[]).includes(role);

export async function signEverybodyIn(lines: Lines): Promise<People> {
  const people: Partial<People> = {};
  for (const name of names) {
    const role = cast[name];
    const email = emailOf(name);
    const { id, token } = atDesk(role)
      ? await appoint(lines, email, role)
      : await signIn(lines, email, role === "buyer" ? "buyer" : "contributor");
    people[name] = { id, email, token, viewer: { via: "session", token, id, role, aal: atDesk(role) ? 2 : 1 } };
  }
  return people as People;
}
