import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { type CDPSession, expect } from "@playwright/test";
import { mailsTo } from "./mailbox.ts";
import type { Person } from "./person.ts";

type Credential = { credentialId: string; signCount: number; [field: string]: unknown };
export type Authenticator = { session: CDPSession; authenticatorId: string };

/** Beside the market's data: another worker, or another spec, finds the passkeys of the desk there. */
const file = () => `${process.env.E2E_DATA ?? ".consonant/e2e"}/passkeys.json`;
const kept = (): Record<string, Credential> =>
  existsSync(file()) ? (JSON.parse(readFileSync(file(), "utf8")) as Record<string, Credential>) : {};

/** Chromium's own authenticator, which touches itself: a passkey in the device, for this page. */
export async function giveAuthenticator({ page, context }: Person): Promise<Authenticator> {
  const session = await context.newCDPSession(page);
  await session.send("WebAuthn.enable");
  const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { session, authenticatorId };
}

/** What this device holds, to be put into another. */
export async function passkeysIn({ session, authenticatorId }: Authenticator): Promise<Credential[]> {
  const { credentials } = await session.send("WebAuthn.getCredentials", { authenticatorId });
  return credentials as unknown as Credential[];
}

/** The same passkey in another device. Its counter goes on from the clock: one that stands still looks like a copy. */
export async function putPasskey({ session, authenticatorId }: Authenticator, credential: Credential): Promise<void> {
  const signCount = Math.floor(Date.now() / 1000);
  await session.send("WebAuthn.addCredential", { authenticatorId, credential: { ...credential, signCount } as never });
}

/** The desk opens to a passkey: the first time with the operator's code, then with the one that was added. */
export async function enterDesk(person: Person): Promise<void> {
  const { page, email } = person;
  await page.waitForURL(/\/desk\/passkey/);
  const authenticator = await giveAuthenticator(person);
  const own = kept()[email];
  if (own) {
    await putPasskey(authenticator, own);
    await page.getByRole("button", { name: "Use your passkey" }).click();
  } else {
    await page.getByLabel("Code from the operator").fill(await enrolmentCode(email));
    await page.getByLabel("Name it").fill("The test’s authenticator");
    await page.getByRole("button", { name: "Add a passkey" }).click();
  }
  await page.waitForURL((url) => !url.pathname.endsWith("/passkey"), { waitUntil: "commit" });
  const [credential] = await passkeysIn(authenticator);
  expect(credential, "a passkey in the authenticator").toBeTruthy();
  writeFileSync(file(), JSON.stringify({ ...kept(), [email]: credential }));
}

export async function enrolmentCode(email: string): Promise<string> {
  const mail = (await mailsTo(email)).find((one) => one.subject.includes("enrolment"));
  const code = /\b[0-9A-F]{4}(?:-[0-9A-F]{4}){3}\b/.exec(mail?.text ?? "")?.[0];
  if (!code) throw new Error(`no enrolment code was mailed to ${email}`);
  return code;
}
