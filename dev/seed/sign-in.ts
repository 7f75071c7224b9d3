import { randomBytes } from "node:crypto";
import postgres from "postgres";
import type { Viewer } from "../../db/viewer.ts";
import { openMail } from "../../lib/outside/mail.ts";
import type { Cluster } from "../cluster.ts";
import { database, type environments, type Place } from "../settings.ts";
import { addressOf, buyers, contributors, desk, type Name } from "./people.ts";
import { until } from "./until.ts";

export type Seed = {
  place: Place;
  cluster: Cluster;
  env: Awaited<ReturnType<typeof environments>>;
  say: (text: string) => void;
};
export type People = Record<Name, Viewer>;

/** Everybody of the local market, as people sign in: a mail, its secret; at the desk, the operator's code and a passkey. */
export async function signEverybodyIn({ place, cluster }: Seed): Promise<People> {
  const { requestSignIn } = await import("../../lib/identity/request-sign-in.ts");
  const { theDoor } = await import("../../lib/the-door.ts");
  const { viewerOf } = await import("../../lib/identity/whose-token.ts");
  const operator = postgres(cluster.url(database, "consonant_migrate"), { max: 1, onnotice() {} });
  const codes: Partial<Record<Name, string>> = {};
  for (const [name, role] of Object.entries(desk)) codes[name as Name] = await appoint(operator, name as Name, role);
  // a payout of a few dollars must show in a market of a few minutes; rates are dated rows, and this one is the demo's
  await operator.begin(async (tx) => {
    await tx`set local role consonant_owner`;
    await tx`insert into app.rates (kind, value, valid_from) values ('payout_threshold_cents', 100, now() - interval '1 day') on conflict do nothing`;
  });
  await operator.end();
  const passkeys = postgres(cluster.url(database, "consonant_passkeys"), { max: 1, onnotice() {} });
  const browser = randomBytes(32).toString("hex");
  const people = {} as People;
  for (const name of [...contributors, ...Object.keys(desk), ...Object.keys(buyers)] as Name[]) {
    const email = addressOf(name);
    await requestSignIn(
      {
        email,
        intent: name in buyers ? "buyer" : "contributor",
        locale: name === "marie" || name === "lucas" ? "fr" : "en",
      },
      browser,
    );
    const secret = await until(`the sign-in mail of ${name}`, async () => {
      const mails = await fetch(
        `http://127.0.0.1:${place.ports.mailbox}/dev/mail.json?to=${encodeURIComponent(email)}`,
      );
      return /#(hl_[0-9a-f]{64})/.exec(await mails.text())?.[1];
    });
    const [made] = await theDoor().ask<{ session: string }>("redeem_login", secret, browser, "The first start");
    const code = codes[name];
    people[name] = await viewerOf(code ? await raise(passkeys, made!.session, code) : made!.session);
  }
  await passkeys.end();
  return people;
}

async function appoint(operator: postgres.Sql, name: Name, role: string): Promise<string> {
  const [made] = await operator<{ code: string }[]>`select code from api.appoint(${addressOf(name)}, ${role})`;
  return made!.code;
}

/** What the passkeys process does once a signature is right, for people who are only here to make the first market. */
async function raise(passkeys: postgres.Sql, token: string, code: string): Promise<string> {
  const [asked] = await passkeys`select challenge from api.begin_ceremony('register', ${token}, null)`;
  const id = randomBytes(24).toString("base64url");
  const key = randomBytes(77).toString("base64");
  const [made] = await passkeys<{ token: string }[]>`
    select api.add_passkey(${asked!.challenge}, ${token}, ${id}, ${key}, 0, '{}', 'The first start', ${code}) as token`;
  return made!.token;
}

/**
 * The desk begins anew, with no passkey and no session of the seed's: each gets the code that adds a first passkey. An
 * operator would tell it to them in person; here it is a mail from the operator.
 */
export async function handOver({ place, cluster }: Seed): Promise<void> {
  const operator = postgres(cluster.url(database, "consonant_migrate"), { max: 1, onnotice() {} });
  const mail = openMail({
    smtpUrl: `smtp://127.0.0.1:${place.ports.smtp}`,
    from: "The operator <operator@consonant.example>",
  });
  for (const [name, role] of Object.entries(desk)) {
    const code = await appoint(operator, name as Name, role);
    await mail.send({
      to: addressOf(name as Name),
      subject: "Your enrolment code",
      text: `You work at the desk as ${role}. Sign in, then add your passkey with this code:\n\n${code}\n\nIt works once, for 7 days.`,
    });
  }
  mail.close();
  await operator.end();
}
