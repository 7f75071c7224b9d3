import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect, fixture, origins, type Person } from "./market.ts";

export type Call = { file: string; transcript: string; title: string; side: string; other?: string };

/** Consents to a call and uploads it, as a contributor does; answers with the recording's id. */
export async function upload(person: Person, call: Call): Promise<string> {
  const { page } = person;
  await page.goto("/en/studio/upload");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Upload a call", { timeout: 30_000 });
  await page.locator('input[type="file"]').nth(0).setInputFiles(fixture(call.file));
  await page.getByLabel("Title").fill(call.title);
  await page.getByLabel("Kind of call").selectOption("support");
  await page.getByRole("radio", { name: call.side }).check();
  if (call.other) {
    await page.getByRole("radio", { name: /Ask them/ }).check();
    await page.getByLabel("Their e-mail").fill(call.other);
  } else await page.getByRole("radio", { name: /Leave their side out/ }).check();
  await page.locator('input[type="file"]').nth(1).setInputFiles(fixture(call.transcript));
  await page.getByRole("checkbox", { name: /I consent to the sale/ }).check();
  await page.getByRole("checkbox", { name: /I am an adult/ }).check();
  await page.getByRole("button", { name: "Consent and upload" }).click();
  await page.waitForURL(/\/studio\/recordings\/[0-9a-f-]{36}/, { timeout: 60_000 });
  return page.url().split("/").pop()!;
}

/** Fills Stripe's page with a test card and presses Pay. */
export async function payAtStripe(page: Page, card: string): Promise<void> {
  await page.getByLabel("E-mail").fill("bea@kestrel.example");
  await page.getByLabel(/Card number/).fill(card);
  await page.getByLabel(/Expiry/).fill("12 / 34");
  await page.getByLabel(/CVC|Security code/).fill("123");
  await page.getByLabel(/Name/).fill("Bea Kestrel");
  await page.getByRole("button", { name: /^Pay/ }).click();
}

/** The Stripe emulator's test controls. */
export async function emulator(control: string, body: object): Promise<void> {
  const { stripeSecretKey } = JSON.parse(
    readFileSync(`${process.env.E2E_DATA ?? ".consonant/e2e"}/secrets.json`, "utf8"),
  ) as {
    stripeSecretKey: string;
  };
  const answer = await fetch(`${origins().stripe}/_emulator/${control}`, {
    method: "POST",
    headers: { authorization: `Bearer ${stripeSecretKey}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  expect(answer.ok, await answer.text()).toBe(true);
}
