import { randomBytes } from "node:crypto";
import type { Role } from "../../db/powers.ts";
import { cast, hashOf, type Name, names, type People, signIn } from "../people.ts";
import { type Lines, plantWith, scopesOfKeys } from "./lines.ts";

/** Somebody who asks. `sees` is the name under which a canary lists them: none, for whoever is signed out. */
export type Principal = {
  name: string;
  role: Role;
  sees: string | undefined;
  /** whose rows are theirs to change; a key changes nothing */
  person?: Name;
  /** like another who asks in full: each object still, but one way of asking, and no nonsense */
  inBrief?: true;
  headers: Readonly<Record<string, string>>;
};

/** A key sees what its owner may download, and nothing else that is theirs. */
export const asKeyOf = (owner: string) => `key of ${owner}`;
/** Somebody of the desk whose passkey has not vouched for this session: their own account, and nothing of the desk's. */
export const unraised = (name: string) => `${name} before the passkey`;
const asSession = (token: string) => ({ cookie: `consonant=${token}` });
const asKey = (token: string) => ({ authorization: `Bearer ${token}` });

/** How a person is signed in as far as their role needs it. The one place that knows. */
const tokenOf = (people: People, name: Name): string => people[name].token;

/** Everybody who attacks: each person of the cast, a key of each scope, and credentials that are no longer any. */
export async function principalsOf(lines: Lines, people: People): Promise<Principal[]> {
  const signedIn = names.map((name) => ({
    name,
    role: cast[name] as Role,
    sees: name,
    person: name,
    ...(/^(?:tomas|petra)$/.test(name) && { inBrief: true as const }),
    headers: asSession(tokenOf(people, name)),
  }));
  const outside = (name: string, headers: Record<string, string> = {}): Principal => ({
    name,
    role: "anonymous",
    sees: undefined,
    headers,
  });
  const endedOne = (name: string, headers: Record<string, string>): Principal => ({
    ...outside(name, headers),
    inBrief: true,
  });
  const all = [
    outside("anonymous"),
    ...signedIn,
    ...(await beforeThePasskey(lines, people)),
    ...(await keysOf(lines, people)),
    endedOne("dana-signed-out", asSession(await endedToken(lines, people.dana.id, "revoked"))),
    endedOne("fiona-late", asSession(await endedToken(lines, people.fiona.id, "expired"))),
    endedOne("nobody-of-that-token", asSession(`hs_${randomBytes(32).toString("hex")}`)),
  ];
  // Each from an address of their own, as the proxy in front would say: one's limits are not another's.
  return all.map((one, at) => ({ ...one, headers: { ...one.headers, "x-forwarded-for": `198.51.100.${at + 1}` } }));
}

/** One of each desk role with the session that a mail alone buys: to the database a visitor. */
async function beforeThePasskey(lines: Lines, people: People): Promise<Principal[]> {
  const made: Principal[] = [];
  for (const person of ["rhea", "cyrus", "fiona", "piet"] as const) {
    const { token } = await signIn(lines, people[person].email);
    const name = `${person}-unraised`;
    made.push({
      ...{ name, person, role: "anonymous", sees: unraised(person), inBrief: true },
      headers: asSession(token),
    });
  }
  return made;
}

/** One key per scope that exists, one without any, one of the other company, one that was revoked. */
async function keysOf(lines: Lines, people: People): Promise<Principal[]> {
  const scopes = await scopesOfKeys(lines);
  const wanted: { name: string; owner: Name; scopes: string[]; revoked?: true }[] = [
    ...scopes.map((scope) => ({ name: `key-of-ines-${scope}`, owner: "ines" as Name, scopes: [scope] })),
    { name: "key-of-ines-without-scope", owner: "ines", scopes: [] },
    { name: "key-of-ola", owner: "ola", scopes },
    { name: "key-of-ines-revoked", owner: "ines", scopes, revoked: true },
  ];
  const made: Principal[] = [];
  for (const { name, owner, scopes: given, revoked } of wanted) {
    const token = `hf_${randomBytes(32).toString("hex")}`;
    const user = people[owner].id;
    const endedAt = revoked ? new Date() : null;
    await plantWith(lines)(async (t) => {
      const [key] = await t<{ id: string }[]>`insert into app.api_keys (user_id, label, scopes, revoked_at)
        values (${user}, ${name}, ${given}, ${endedAt}) returning id`;
      await t`insert into priv.credentials (token_hash, kind, user_id, key_id, scopes, expires_at, revoked_at)
        values (${hashOf(token)}, 'key', ${user}, ${key!.id}, ${given}, now() + interval '1 hour', ${endedAt})`;
    });
    const downloads = !revoked && given.includes("downloads.issue");
    made.push({
      name,
      role: "buyer",
      sees: downloads ? asKeyOf(owner) : undefined,
      headers: asKey(token),
      inBrief: true as const,
    });
  }
  return made;
}

/** One more session of somebody's, by a mail to the address that they have by now. */
export async function anotherSession(lines: Lines, user: string): Promise<string> {
  const [known] = await lines.root<{ email: string }[]>`select email from priv.contacts where user_id = ${user}`;
  if (!known) throw new Error(`nobody has the account ${user}`);
  return (await signIn(lines, known.email)).token;
}

/** A passkey's word that holds for the whole run: else "prove it again" would answer in place of what is attacked. */
export const keepFresh = (lines: Lines, people: People) =>
  plantWith(lines)(async (t) => {
    for (const name of names)
      await t`update priv.credentials set raised_at = now() + interval '1 hour' where token_hash = ${hashOf(people[name].token)}`;
  });

async function endedToken(lines: Lines, user: string, how: "revoked" | "expired"): Promise<string> {
  const token = `hs_${randomBytes(32).toString("hex")}`;
  const revokedAt = how === "revoked" ? new Date() : null;
  const minutes = how === "expired" ? -1 : 60;
  await plantWith(lines)(
    (t) => t`insert into priv.credentials (token_hash, kind, user_id, expires_at, revoked_at)
      values (${hashOf(token)}, 'session', ${user}, now() + make_interval(mins => ${minutes}), ${revokedAt})`,
  );
  return token;
}
