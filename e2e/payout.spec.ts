import { expect, test } from "./market.ts";

// The end of the journey (journey.spec.ts runs before it): the contributor's share of the sale reaches them.

test("the contributor sets up payouts, finance runs them, and the statement says what was paid", async ({ signIn }) => {
  const me = await signIn("nora@people.example");
  const { page } = me;
  await page.goto("/en/studio/money");
  await page.getByLabel("Country").selectOption("US");
  await page.getByRole("button", { name: /Set up payouts/ }).click();
  const go = page.getByRole("link", { name: /Stripe/ }).first();
  await expect(go).toBeVisible({ timeout: 30_000 });
  await go.click();
  await page.waitForURL(/\/setup\/e\//);
  await page.getByLabel("Full name").fill("Nora Example");
  await page.getByLabel("ID number").fill("000000000");
  await page.getByLabel("Bank account").fill("000123456789");
  await page.getByRole("button", { name: "Send details" }).click();
  await page.waitForURL(/studio\/money/);

  await expect(page.getByText("Ready to be paid").first()).toBeVisible({ timeout: 30_000 });

  const fiona = await signIn("fiona@consonant.example");
  await fiona.page.goto("/en/desk/money");
  await fiona.page.getByRole("button", { name: "Run payouts" }).click();
  await fiona.page
    .getByRole("dialog")
    .getByRole("button", { name: /^Pay \$/ })
    .click();
  await fiona.page.waitForURL(/\/desk\/money\/runs\/[0-9a-f-]{36}/);
  const statement = page.locator('a[href*="/studio/money/"]').first();
  await expect(async () => {
    await page.goto("/en/studio/money");
    await expect(statement).toBeVisible({ timeout: 2_000 });
    await expect(page.getByText("Paid", { exact: true }).first()).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 60_000 });
  await statement.click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Statement");
  await expect(page.getByText(/x \$0\.30/).first()).toBeVisible();
  await fiona.page.goto("/en/desk/money");
  await expect(fiona.page.getByText("$0.00").first()).toBeVisible();
});
