import { expect, origins, test } from "./market.ts";

// Consent can be taken back: by who sent the call, and by the other party. It runs last: it ends a dataset of the demo.

test("a voice is taken back: the sale, the page, the links and the sound stop at once", async ({ signIn, visitor }) => {
  const slug = "calls-fr-quotidien";
  const ola = await signIn("ola@northlight.example", "buyer");
  await ola.page.goto("/en/library");
  await ola.page
    .getByRole("link", { name: /Appels du quotidien/ })
    .first()
    .click();
  await ola.page.waitForURL(/library\/[0-9a-f-]{36}/);
  const version = ola.page.url().split("/").pop()!;
  const before = await ola.context.request.get(`/download/${version}/manifest.json`, { maxRedirects: 0 });
  expect(before.status()).toBe(302);
  const link = before.headers().location!;
  expect((await fetch(link)).status).toBe(200);

  const marie = await signIn("marie@people.example");
  await marie.page.goto("/en/studio/recordings");
  await marie.page
    .getByRole("link", { name: /Une table pour samedi/ })
    .first()
    .click();
  await marie.page.getByRole("button", { name: "Withdraw this call" }).click();
  await marie.page.getByRole("button", { name: "Withdraw it" }).click();
  await expect(marie.page.getByText("Taken back by you").first()).toBeVisible();

  expect((await fetch(link)).status, "a link that was out").toBe(403);
  const after = await ola.context.request.get(`/download/${version}/manifest.json`, { maxRedirects: 0 });
  expect(after.status(), "a new link").toBe(404);
  await expect(async () => {
    await visitor.page.goto("/en/datasets");
    await expect(visitor.page.getByText(slug)).toHaveCount(0);
  }).toPass({ timeout: 10_000 });
  await visitor.page.goto(`/en/datasets/${slug}`);
  await expect(visitor.page.getByText("Somebody in this version took their voice back.").first()).toBeVisible();
  await ola.page.goto(`/en/library/${version}`);
  await expect(ola.page.getByText("Somebody in this version took their voice back.").first()).toBeVisible();
  expect(link.startsWith(origins().delivery)).toBe(true);
});

test("the asked party takes a yes back: the call is withdrawn for both", async ({ signIn }) => {
  const tomas = await signIn("tomas@people.example");
  await tomas.page.goto("/en/studio/consents");
  const row = tomas.page.getByRole("row", { name: /A parcel for number nine/ });
  await row.getByRole("button", { name: "Take it back" }).click();
  await tomas.page.getByRole("dialog").getByRole("button", { name: "Take it back" }).click();
  await expect(row.getByText("Taken back")).toBeVisible();
  const amara = await signIn("amara@people.example");
  await amara.page.goto("/en/studio/recordings");
  await expect(amara.page.getByRole("row", { name: /A parcel for number nine/ }).getByText(/Taken back/)).toBeVisible();
});
