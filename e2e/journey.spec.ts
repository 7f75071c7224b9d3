import { createHash } from "node:crypto";
import { expect, origins, test } from "./market.ts";
import { emulator, payAtStripe, upload } from "./steps.ts";

// The main job, walked by people in browsers of their own, with real files, against the production build: from a phone call
// to a paid-for dataset on a buyer's disk, and to money on its way to who spoke.

test.describe.configure({ mode: "serial" });
const nora = "nora@people.example";
const dana = "dana@people.example";
const slug = "calls-en-boilers";

let accepted: string;
let refused: string;

test("a contributor consents to a call and uploads it; the other party is asked, and says yes", async ({ signIn }) => {
  const me = await signIn(nora);
  accepted = await upload(me, {
    file: "boiler-visit.flac", // a call that nobody has sent before: the market knows the others
    transcript: "boiler-visit.transcript.json",
    title: "The boiler",
    side: "Right channel",
    other: dana,
  });
  await expect(me.page.getByText("Waiting for the other person’s yes").first()).toBeVisible();
  refused = await upload(me, {
    file: "parcel-next-door.flac",
    transcript: "parcel-next-door.transcript.json",
    title: "The parcel",
    side: "Left channel",
  });

  const other = await signIn(dana);
  await expect(async () => {
    await other.page.goto("/en/studio/consents"); // a worker puts the question: in a moment
    await expect(other.page.getByText("The boiler").first()).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 60_000 });
  await other.page.getByRole("button", { name: "Say yes to sale and training" }).first().click();
  await expect(
    other.page.getByRole("row", { name: /The boiler(?!,)/ }).getByText("Yes, to sale and training"),
  ).toBeVisible();

  for (const id of [accepted, refused]) {
    await me.page.goto(`/en/studio/recordings/${id}`);
    await expect(me.page.getByText("In review").first()).toBeVisible({ timeout: 90_000 });
  }
  // the side that nobody consented to is gone: one voice, and its flat line
  await expect(me.page.getByText("The other side is left out.").first()).toBeVisible();
});

test("nobody else sees the recording: not its page, not its clips", async ({ signIn, visitor }) => {
  const stranger = await signIn("amara@people.example");
  for (const person of [stranger, visitor]) {
    const page = await person.page.goto(`/en/studio/recordings/${accepted}`);
    const body = await page!.text();
    expect(body).not.toContain("The boiler");
    expect(body).not.toContain("Whitfield");
  }
});

test("a reviewer hears the disguised clips, accepts one recording and refuses the other with a reason", async ({
  signIn,
}) => {
  const rhea = await signIn("rhea@consonant.example");
  const { page } = rhea;
  await page.goto(`/en/desk/review/${accepted}`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Recording");
  await expect(page.locator("body")).not.toContainText("Whitfield"); // a name that was struck out
  const heard = page.waitForResponse(
    (response) => response.url().startsWith(origins().delivery) && [200, 206].includes(response.status()),
  );
  await page.getByRole("button", { name: /play/i }).first().click();
  expect((await heard).headers()["content-type"]).toBe("audio/flac");
  await page.getByRole("button", { name: /^Accept/ }).click();
  await expect(page.getByText(/was accepted/).first()).toBeVisible();

  await page.goto(`/en/desk/review/${refused}`);
  await page.getByText("Refuse, with a reason").click();
  await page.getByLabel(/Note to the contributor/).fill("Please send the side with less echo.");
  await page.getByRole("button", { name: /A voice is heard that nobody consented for/ }).click();
  await expect(page.getByText(/was refused/).first()).toBeVisible();
});

test("the contributor sees both decisions, and minutes x rate = amount", async ({ signIn }) => {
  const me = await signIn(nora);
  const { page } = me;
  await page.goto(`/en/studio/recordings/${refused}`);
  await expect(page.getByText("A voice is heard that nobody consented for.").first()).toBeVisible();
  await expect(page.getByText("Please send the side with less echo.").first()).toBeVisible();
  await page.goto(`/en/studio/recordings/${accepted}`);
  await expect(page.getByText(/Accepted/).first()).toBeVisible();
  await expect(page.getByText(/x \$0\.30/).first()).toBeVisible();
});

test("the curator composes a dataset of the accepted clips and publishes version 1.0.0", async ({ signIn }) => {
  const cyrus = await signIn("cyrus@consonant.example");
  const { page } = cyrus;
  await page.goto("/en/desk/datasets");
  await page.getByLabel("Title").fill("Boilers and what breaks");
  await page.getByLabel("Address").fill(slug);
  await page
    .getByLabel("Summary")
    .fill("Heating engineers and their customers on the phone, two channels, names and numbers struck out.");
  await page.getByLabel("Language").last().selectOption("en");
  await page.getByLabel("Kind of call").last().selectOption("support");
  await page.getByLabel(/Price per hour/).fill("9000");
  await page.getByRole("button", { name: "Make the dataset" }).click();
  await page.waitForURL(/\/desk\/datasets\/[0-9a-f-]{36}/);
  await page.getByRole("button", { name: /Add all shown/ }).click();
  await expect(page.getByRole("button", { name: "Publish v1.0.0" })).toBeEnabled();
  await page.getByLabel("What changed").first().fill("First release.");
  await page.getByRole("button", { name: "Publish v1.0.0" }).click();
  await expect(page.getByText("v1.0.0 is on sale.").first()).toBeVisible({ timeout: 60_000 });
});

test("a visitor finds it by language and words, plays a sample and reads the card", async ({ visitor }) => {
  const { page } = visitor;
  await page.goto("/en/datasets");
  await page.getByRole("searchbox").first().fill("boiler");
  await page.getByRole("searchbox").first().press("Enter");
  await page.waitForURL(/q=boiler/);
  await page.goto("/en/datasets?language=en&q=boiler");
  await page
    .getByRole("link", { name: /Boilers and what breaks/ })
    .first()
    .click();
  await page.waitForURL(new RegExp(`/datasets/${slug}`));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Boilers and what breaks");
  const heard = page.waitForResponse(
    (response) => response.url().startsWith(`${origins().delivery}/s/`) && [200, 206].includes(response.status()),
  );
  await page.getByRole("button", { name: /play/i }).first().click();
  await heard;
  await expect(page.getByText("What may not be done").first()).toBeVisible();
  const cached = await page.request.get("/en/datasets");
  expect(cached.headers()["cache-control"]).toContain("public");
  const scripts = /script-src ([^;]*)/.exec(cached.headers()["content-security-policy"] ?? "")?.[1];
  expect(scripts).toContain("'sha256-");
  expect(scripts).not.toContain("unsafe-inline");
});

let versionId: string;

test("a buyer pays at Stripe; only Stripe's event makes the licence, and a second one changes nothing", async ({
  signIn,
}) => {
  const { page } = await signIn("bea@kestrel.example", "buyer");
  await page.goto(`/en/datasets/${slug}`);
  await page.getByRole("link", { name: "Buy for your organisation" }).click();
  await page.waitForURL(/checkout/);
  await page.getByLabel("Organisation").fill("Kestrel Speech");
  await page.getByLabel("Country").selectOption("GB");
  await page.getByRole("button", { name: "Go on to the terms" }).click();
  await page.getByLabel("Your order number").fill("PO-7");
  await page.getByRole("checkbox").first().check();

  await emulator("webhooks", { hold: true });
  await page.getByRole("button", { name: "Order and pay at Stripe" }).click();
  await page.waitForURL(/\/c\/pay\//);
  await payAtStripe(page, "4000 0000 0000 0002");
  await expect(page.getByText(/declined/i).first()).toBeVisible();
  await payAtStripe(page, "4242 4242 4242 4242");
  await page.waitForURL(/library/);
  await expect(page.getByText("We wait for Stripe’s word.")).toBeVisible(); // paid, but no event: nothing is owned
  await expect(page.getByRole("link", { name: "Open the files" })).toHaveCount(0);

  await emulator("webhooks", { duplicate: true });
  await emulator("webhooks", { hold: false });
  await expect(page.getByText("Boilers and what breaks v1.0.0 is in your library.").first()).toBeVisible({
    timeout: 30_000,
  });
  await page.goto("/en/library");
  await expect(page.getByRole("link", { name: /Boilers and what breaks/ }).first()).toBeVisible();
  await page
    .getByRole("link", { name: /Boilers and what breaks/ })
    .first()
    .click();
  await page.waitForURL(/library\/[0-9a-f-]{36}/);
  versionId = page.url().split("/").pop()!;
});

test("the buyer downloads by a signed link and the bytes are the manifest's; others, late and changed links are refused", async ({
  signIn,
  visitor,
}) => {
  const { page, context } = await signIn("bea@kestrel.example", "buyer");
  await page.goto(`/en/library/${versionId}`);
  await page
    .getByRole("row", { name: /train-000000\.tar/ })
    .getByRole("button", { name: "Get a link" })
    .click();
  const anchor = page.getByRole("link", { name: "Download" }).first();
  await expect(anchor).toBeVisible();
  const link = (await anchor.getAttribute("href"))!;
  expect(link.startsWith(`${origins().delivery}/d/`)).toBe(true);

  const manifest = (await (await context.request.get(`/download/${versionId}/manifest.json`)).json()) as {
    files: { path: string; sha256: string; bytes: number }[];
  };
  const listed = manifest.files.find((file) => file.path.endsWith("train-000000.tar"))!;
  const whole = await fetch(link);
  const bytes = Buffer.from(await whole.arrayBuffer());
  expect(createHash("sha256").update(bytes).digest("hex")).toBe(listed.sha256);
  expect(bytes.length).toBe(listed.bytes);
  const part = await fetch(link, { headers: { range: "bytes=512-1023" } });
  expect(part.status).toBe(206);
  expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(512, 1024))).toBe(true);

  const other = await signIn("ola@northlight.example", "buyer");
  for (const person of [other, visitor]) {
    const answer = await person.context.request.get(`/download/${versionId}/manifest.json`, { maxRedirects: 0 });
    expect(answer.status()).toBe(404);
  }
  const changed = link.replace(/e=(\d+)/, (_, at) => `e=${Number(at) + 3600}`);
  expect((await fetch(changed)).status).toBe(403);
  expect((await fetch(link.replace(/s=./, "s=_"))).status).toBe(403);
  const seconds = Number(new URL(link).searchParams.get("e")) - Date.now() / 1000;
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, seconds + 1) * 1000));
  expect((await fetch(link)).status).toBe(410);
});
