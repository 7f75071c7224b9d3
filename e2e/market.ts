import { type Browser, type BrowserContext, test as base, expect, type Page } from "@playwright/test";

export { expect };
export const fixture = (name: string) => `tests/fixtures/calls/${name}`;

const site = () => Number(new URL(base.info().project.use.baseURL!).port);
/** The ports beside the site's, as dev/settings.ts lays them. */
export const origins = () => ({
  site: base.info().project.use.baseURL!,
  delivery: `http://localhost:${site() + 1}`,
  stripe: `http://127.0.0.1:${site() + 2}`,
  mailbox: `http://127.0.0.1:${site() + 3}`,
});

/** Whatever a page must never do, seen by every test: break a policy, throw, or log an error. */
function watch(page: Page, seen: string[]): void {
  page.on("pageerror", (error) => seen.push(`${page.url()}: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" && /Content Security Policy|hydrat|Minified React/i.test(message.text())) {
      seen.push(`${page.url()}: ${message.text()}`);
    }
  });
}

export type Person = { page: Page; context: BrowserContext; email: string };
type Fixtures = {
  signIn: (email: string, as?: "contributor" | "buyer") => Promise<Person>;
  visitor: Person;
  complaints: string[];
};

/** `signIn` gives a person a browser of their own, signed in by the link in their mail, as they would do it. */
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

async function newPerson(browser: Browser, email: string, complaints: string[]): Promise<Person> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  watch(page, complaints);
  return { page, context, email };
}

async function signInByMail({ page, email }: Person, as: "contributor" | "buyer"): Promise<void> {
  await page.goto(`/en/sign-in?for=${as}`);
  const before = await secretsIn(email);
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "Mail me the link" }).click();
  await expect(page.getByRole("heading", { name: "Look in your mail" })).toBeVisible();
  let secret: string | undefined;
  await expect(async () => {
    secret = (await secretsIn(email)).find((one) => !before.includes(one));
    expect(secret, "a new sign-in mail").toBeTruthy();
  }).toPass({ timeout: 20_000 });
  await page.goto(`/en/sign-in/confirm#${secret}`);
  await page.getByRole("button", { name: "Sign in here" }).click();
  await page.waitForURL((url) => !url.pathname.includes("sign-in"), { waitUntil: "commit" });
}

async function secretsIn(email: string): Promise<string[]> {
  const mails = await fetch(`${origins().mailbox}/dev/mail.json?to=${encodeURIComponent(email)}`);
  return [...(await mails.text()).matchAll(/#(hl_[0-9a-f]{64})/g)].map((match) => match[1]!);
}
