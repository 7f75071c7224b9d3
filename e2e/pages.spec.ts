import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, type Person, test } from "./market.ts";

// Every page that somebody meets, as they meet it: no accessibility fault that a machine can find, nothing that scrolls
// sideways on a telephone, no broken policy (e2e/market.ts), in light and dark.

const everyone = [
  "",
  "/datasets",
  "/datasets?q=nothing-like-it",
  "/datasets/calls-en-everyday",
  "/promise",
  "/status",
  "/terms",
  "/privacy",
  "/sign-in",
  "/account/closed",
  "/no-such-page",
];
const ofEach: Record<string, string[]> = {
  "dana@people.example": [
    "/studio",
    "/studio/upload",
    "/studio/recordings",
    "/studio/consents",
    "/studio/money",
    "/studio/voice",
    "/account",
  ],
  "ines@tessellate.example": ["/library", "/library/keys", "/checkout/calls-en-family"],
  "rhea@consonant.example": ["/desk/review", "/desk/incidents"],
  "cyrus@consonant.example": ["/desk/datasets"],
  "fiona@consonant.example": ["/desk/money"],
};

async function lookAt(page: Page, path: string, how: { width: number; scheme: "light" | "dark" }): Promise<void> {
  await page.setViewportSize({ width: how.width, height: 900 });
  await page.emulateMedia({ colorScheme: how.scheme, reducedMotion: "reduce" });
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
  const where = `${path} at ${how.width} px, ${how.scheme}`;
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(sideways, `${where} scrolls sideways`).toBeLessThanOrEqual(0);
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
    .analyze();
  expect(violations.map((one) => `${where}: ${one.id}, ${one.nodes[0]?.html}`)).toEqual([]);
}

const looks = [
  { width: 1440, scheme: "light" },
  { width: 390, scheme: "dark" },
] as const;

test("pages for everyone, in English and French", async ({ visitor }) => {
  test.setTimeout(240_000);
  for (const path of everyone) {
    await lookAt(visitor.page, `/en${path}`, looks[0]);
    await lookAt(visitor.page, `/fr${path}`, looks[1]);
  }
});

for (const [email, paths] of Object.entries(ofEach)) {
  test(`pages of ${email}`, async ({ signIn }) => {
    const { page }: Person = await signIn(email);
    for (const path of paths) for (const look of looks) await lookAt(page, `/en${path}`, look);
  });
}

test("a shared page is the same bytes for a visitor and for somebody signed in, and says so", async ({
  signIn,
  visitor,
}) => {
  const { context } = await signIn("ola@northlight.example");
  for (const path of ["/en", "/en/datasets", "/en/datasets/calls-en-everyday", "/en/status"]) {
    const [mine, theirs] = await Promise.all([context.request.get(path), visitor.context.request.get(path)]);
    expect(await mine.text(), path).toBe(await theirs.text());
    expect(mine.headers()["set-cookie"], path).toBeUndefined();
    expect(mine.headers()["cache-control"], path).toContain("public");
  }
  const library = await context.request.get("/en/library");
  expect(library.headers()["cache-control"]).toContain("no-store");
});
