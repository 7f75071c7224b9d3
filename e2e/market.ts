import { type BrowserContext, test as base, expect } from "@playwright/test";
import { mailsTo, origins } from "./mailbox.ts";
import { enterDesk } from "./passkeys.ts";
import { newPerson, type Person } from "./person.ts";

export { expect, origins, type Person };
export const fixture = (name: string) => `tests/fixtures/calls/${name}`;

type Fixtures = {
  signIn: (email: string, as?: "contributor" | "buyer") => Promise<Person>;
  visitor: Person;
  complaints: string[];
};

/**
 * `signIn` gives a person a browser of their own, signed in by the link in their mail, as they would do it; at the desk, by
 * their passkey too.
 */
export const test = base.extend<Fixtures>({
  complaints: async ({ baseURL: _ }, use) => {
    const seen: string[] = [];
    await use(seen);
    expect(seen).toEqual([]);
  },
  signIn: async ({ browser, complaints }, use) => {
    const open: BrowserContext[] = [];
    await use(async (email, as = "contributor") => {
      const person = await newPerson(browser, email, complaints);
      open.push(person.context);
      await signInByMail(person, as);
      if (email.endsWith("@consonant.example")) await enterDesk(person);
      return person;
    });
    for (const context of open) await context.close();
  },
  visitor: async ({ browser, complaints }, use) => {
    const person = await newPerson(browser, "", complaints);
    await use(person);
    await person.context.close();
  },
});

export async function signInByMail(person: Person, as: "contributor" | "buyer" = "contributor"): Promise<void> {
  const { page } = person;
  const { secret } = await askForMail(person, as);
  await page.goto(`/en/sign-in/confirm#${secret}`);
  await page.getByRole("button", { name: "Sign in here" }).click();
  await page.waitForURL((url) => !url.pathname.includes("sign-in"), { waitUntil: "commit" });
}

/** Asks for a sign-in mail in this browser, and reads it: its link's secret and its code. The page waits for the code. */
export async function askForMail({ page, email }: Person, as: "contributor" | "buyer" = "contributor") {
  await page.goto(`/en/sign-in?for=${as}&again=1`);
  const before = (await mailsTo(email)).map(({ id }) => id);
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "Mail me the link" }).click();
  await expect(page.getByRole("heading", { name: "Check your mail" })).toBeVisible();
  let found: { secret: string; code: string } | undefined;
  await expect(async () => {
    const mail = (await mailsTo(email)).find(({ id, text }) => !before.includes(id) && text.includes("#hl_"));
    const secret = /#(hl_[0-9a-f]{64})/.exec(mail?.text ?? "")?.[1];
    const code = /^\d{8}$/m.exec(mail?.text ?? "")?.[0];
    expect(secret && code, "a new sign-in mail with a link and a code").toBeTruthy();
    found = { secret: secret!, code: code! };
  }).toPass({ timeout: 20_000 });
  return found!;
}
