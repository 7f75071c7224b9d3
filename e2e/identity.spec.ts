import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { textsTo } from "./mailbox.ts";
import { askForMail, expect, signInByMail, test } from "./market.ts";
import { enrolmentCode, giveAuthenticator, passkeysIn, putPasskey } from "./passkeys.ts";
import { newPerson } from "./person.ts";

// Who gets in, and how they see and end it: links bound to their browser, sessions, passkeys, the second question, telephone
// numbers, and leaving for good. Each test has people of its own.

const faultsOf = async (page: Page) =>
  (await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]).analyze()).violations.map(
    ({ id, nodes }) => `${page.url()}: ${id}, ${nodes[0]?.html}`,
  );

test("a link works in the browser that asked for it; elsewhere it says so, and the code works at home", async ({
  browser,
  complaints,
}) => {
  const home = await newPerson(browser, "una@people.example", complaints);
  const elsewhere = await newPerson(browser, "", complaints);
  const { secret, code } = await askForMail(home);
  expect(await faultsOf(home.page)).toEqual([]);

  await elsewhere.page.goto(`/en/sign-in/confirm#${secret}`);
  await elsewhere.page.getByRole("button", { name: "Sign in here" }).click();
  await expect(elsewhere.page.getByText("This link works in the browser that asked for it.")).toBeVisible();
  expect(await faultsOf(elsewhere.page)).toEqual([]);
  await elsewhere.page.goto("/en/account");
  await elsewhere.page.waitForURL(/sign-in/);

  const wrong = code === "12345678" ? "87654321" : "12345678";
  await home.page.getByLabel("Code from the mail").fill(wrong);
  await home.page.getByRole("button", { name: "Sign in with the code" }).click();
  await expect(home.page.getByText("This code is not right")).toBeVisible();
  await home.page.getByLabel("Code from the mail").fill(`${code.slice(0, 4)} ${code.slice(4)}`);
  await home.page.getByRole("button", { name: "Sign in with the code" }).click();
  await home.page.waitForURL(/\/studio/);
  await home.context.close();
  await elsewhere.context.close();
});

test("sessions are listed, and signing out everywhere else ends the other one", async ({ signIn }) => {
  const here = await signIn("vera@people.example");
  const there = await signIn("vera@people.example");
  await here.page.goto("/en/account");
  const table = here.page.getByRole("table", { name: "Where you are signed in" });
  await expect(table.getByRole("cell", { name: "Chrome on Linux", exact: true })).toHaveCount(2);
  await expect(table.getByText("This one")).toHaveCount(1);
  await here.page.getByRole("button", { name: "Sign out everywhere else" }).click();
  await expect(table.getByRole("cell", { name: "Chrome on Linux", exact: true })).toHaveCount(1);
  await there.page.goto("/en/account");
  await there.page.waitForURL(/sign-in/);
  await here.page.goto("/en/account");
  await expect(here.page.getByRole("heading", { level: 1 })).toHaveText("Your account");
});

test("a passkey is added, signs in without a mail, and is removed", async ({ signIn }) => {
  const me = await signIn("wilma@people.example");
  const { page } = me;
  await giveAuthenticator(me);
  await page.goto("/en/account");
  await page.getByLabel("Name it").fill("My telephone");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  const row = page.getByRole("row", { name: /My telephone/ });
  await expect(row).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);

  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await page.waitForURL((url) => !url.pathname.includes("account"));
  await page.goto("/en/sign-in?next=/en/account");
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await page.waitForURL((url) => url.pathname === "/en/account");

  await row.getByRole("button", { name: /^Remove/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove it" }).click();
  await expect(page.getByText("No passkey yet.")).toBeVisible();
});

test("a session that no passkey vouched for makes no key: it is asked first, and the form goes on by itself", async ({
  signIn,
}) => {
  const buyer = await signIn("ines@tessellate.example", "buyer");
  const device = await giveAuthenticator(buyer);
  await buyer.page.goto("/en/account");
  await buyer.page.getByLabel("Name it").fill("Laptop");
  await buyer.page.getByRole("button", { name: "Add a passkey" }).click();
  await expect(buyer.page.getByRole("row", { name: /Laptop/ })).toBeVisible();
  const [passkey] = await passkeysIn(device);

  const again = await signIn("ines@tessellate.example", "buyer");
  const { page } = again;
  const empty = await giveAuthenticator(again);
  await page.goto("/en/library/keys");
  await page.getByLabel("What is it for").fill("nightly-job");
  await page.getByRole("button", { name: "Make a key" }).click();
  const dialog = page.getByRole("dialog", { name: "Confirm that it is you" });
  await expect(dialog).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Not now" }).click();
  await expect(page.getByText("Confirm that it is you, then send it again.")).toBeVisible();
  await expect(page.getByLabel("What is it for")).toHaveValue("nightly-job");

  await putPasskey(empty, passkey!);
  await page.getByRole("button", { name: "Make a key" }).click();
  await dialog.getByRole("button", { name: "Use your passkey" }).click();
  await expect(page.getByText("This is your key. It is shown this once.")).toBeVisible();
  await expect(page.getByRole("row", { name: /nightly-job/ }).getByText("Works")).toBeVisible();
});

test("the desk asks for a passkey, keeps the way, and tells a wrong code", async ({ browser, complaints }) => {
  const piet = await newPerson(browser, "piet@consonant.example", complaints);
  const { page } = piet;
  await signInByMail(piet);
  await page.waitForURL(/\/desk\/passkey/);
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await faultsOf(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  }
  await giveAuthenticator(piet);
  await page.getByLabel("Code from the operator").fill("0000-0000-0000-0000");
  await page.getByLabel("Name it").fill("Desk");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await expect(page.getByText("The code is not right")).toBeVisible();
  expect(await enrolmentCode(piet.email)).toMatch(/^[0-9A-F-]{19}$/);
  await piet.context.close();
});

test("a telephone number is confirmed by a code, shown to nobody, and forgotten", async ({ signIn }) => {
  const { page } = await signIn("xenia@people.example");
  const number = "+447700900461";
  const spoken: string[] = [];
  page.on("response", async (response) => {
    const kind = response.headers()["content-type"] ?? "";
    if (/text|json/.test(kind)) spoken.push(await response.text().catch((gone: Error) => gone.message));
  });
  await page.goto("/en/account");
  await page.getByLabel("Phone number").fill("12");
  await page.getByRole("button", { name: "Send a code there" }).click();
  await expect(page.getByText("This is no phone number that can be called.")).toBeVisible();
  await page.getByLabel("Phone number").fill("07700 900461");
  await page.getByRole("button", { name: "Send a code there" }).click();
  await expect(page.getByText("a code is on its way to it")).toBeVisible();
  let code: string | undefined;
  await expect(async () => {
    code = /\b\d{6}\b/.exec((await textsTo(number))[0]?.text ?? "")?.[0];
    expect(code, "a text message with a code").toBeTruthy();
  }).toPass({ timeout: 20_000 });
  await page.getByLabel("Code from the text message").fill(code === "000000" ? "111111" : "000000");
  await page.getByRole("button", { name: "Confirm the number" }).click();
  await expect(page.getByText("This code is not right")).toBeVisible();
  await page.getByLabel("Code from the text message").fill(code!);
  await page.getByRole("button", { name: "Confirm the number" }).click();
  await expect(page.getByText(/^Confirmed on/)).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);

  expect(spoken.length).toBeGreaterThan(3);
  expect(spoken.join("\n")).not.toMatch(/7700\s?900461/);
  await page.getByRole("button", { name: "Forget the number" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Forget the number" }).click();
  await expect(page.getByLabel("Phone number")).toBeVisible();
});

test("an account is closed by a typed word, and every way into it with it", async ({ signIn }) => {
  const here = await signIn("yves@people.example");
  const there = await signIn("yves@people.example");
  const { page } = here;
  await page.goto("/en/account");
  const handle = await page
    .locator("#main")
    .getByText(/^u-[0-9a-f]{10}$/)
    .textContent();
  await page.getByRole("button", { name: "Close your account" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Type the word close").fill("clos");
  await dialog.getByRole("button", { name: "Close it for good" }).click();
  await expect(dialog.getByText("Nothing was closed.")).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
  await dialog.getByLabel("Type the word close").fill("close");
  await dialog.getByRole("button", { name: "Close it for good" }).click();
  await page.waitForURL(/\/account\/closed/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your account is closed.");
  expect(await faultsOf(page)).toEqual([]);
  for (const person of [here, there]) {
    await person.page.goto("/en/account");
    await person.page.waitForURL(/sign-in/);
  }
  const anew = await signIn("yves@people.example");
  await anew.page.goto("/en/account");
  await expect(anew.page.locator("#main").getByText(/^u-[0-9a-f]{10}$/)).not.toHaveText(handle!);
});
