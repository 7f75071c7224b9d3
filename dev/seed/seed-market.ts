import { readFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { calls, datasets, type SeedCall } from "./calls.ts";
import { addressOf, buyers, type Contributor, contributors, type Name } from "./people.ts";
import { handOver, type People, type Seed, signEverybodyIn } from "./sign-in.ts";
import { until } from "./until.ts";

const fixture = (file: string) => new URL(`../../tests/fixtures/calls/${file}`, import.meta.url);

/** A small believable market, made by the market itself: real sign-ins, uploads, the pipeline, reviews, releases, sales, a payout. */
export async function seedMarket(seed: Seed): Promise<void> {
  Object.assign(process.env, seed.env.web); // the rooms read their settings from here, as the web process does
  const people = await signEverybodyIn(seed);
  seed.say(`${Object.keys(people).length} people signed in`);
  await shareCalls(seed, people);
  await publishDatasets(seed, people);
  await sellAndPay(seed, people);
  await handOver(seed);
}

async function shareCalls({ say }: Seed, people: People): Promise<void> {
  const { addRecording } = await import("../../lib/contributions/add-recording.ts");
  const { answerConsent } = await import("../../lib/contributions/answer-consent.ts");
  const { receiveUpload } = await import("../../lib/contributions/receive-upload.ts");
  const { acceptRecording } = await import("../../lib/contributions/accept-recording.ts");
  const { refuseRecording } = await import("../../lib/contributions/refuse-recording.ts");
  const { consentsAskedOfMe, recordingPage } = await import("../../lib/contributions/read.ts");
  const { hasVault } = await import("../../lib/identity/read.ts");
  const notices = { en: await notice("en"), fr: await notice("fr") };
  for (const name of contributors) await until(`the vault of ${name}`, () => hasVault(people[name]));

  const share = async (call: SeedCall): Promise<string> => {
    const me = people[call.by];
    const hasTranscript = call.transcript !== false;
    const { title, language, kind, ownChannel } = call;
    const otherEmail = call.other ? addressOf(call.other) : "";
    const said = {
      title,
      language,
      kind,
      ownChannel,
      otherParty: call.other ? "asked" : "left_out",
      otherEmail,
      hasTranscript,
      consent: true,
      adult: true,
    } as const;
    const id = await addRecording(me, said, notices[language]);
    if (hasTranscript)
      await receiveUpload(
        me,
        id,
        "transcript",
        Readable.from([await readFile(fixture(call.file.replace(/\.\w+$/, ".transcript.json")))]),
      );
    await receiveUpload(me, id, "audio", Readable.from([await readFile(fixture(call.file))]));
    if (call.other) {
      const other = people[call.other];
      const asked = await until(`the question about "${title}"`, async () =>
        (await consentsAskedOfMe(other)).find((one) => one.answer === "asked" && one.callTitle === title),
      );
      await answerConsent(other, asked.id, "given", notices[language]);
    }
    return id;
  };
  const shared = [];
  for (const call of calls) shared.push({ call, id: await share(call) });
  say(`${shared.length} calls shared; the worker listens to them`);
  for (const { call, id } of shared) {
    const me = people[call.by];
    const state = await until(
      `"${call.title}" to be worked on`,
      async () => {
        const now = (await recordingPage(me, id))!.state;
        if (now === "failed") throw new Error(`"${call.title}" failed; the media worker's log says why`);
        return ["in_review", "refused"].includes(now) ? now : undefined;
      },
      180_000,
    );
    if (state !== "in_review") continue;
    if (call.review === "accept") await acceptRecording(people.rhea, id);
    else if (call.review !== "waits")
      await refuseRecording(people.rhea, { recordingId: id, reason: call.review.refuse, note: call.review.note });
  }
  say("calls reviewed");
}

async function publishDatasets({ say }: Seed, people: People): Promise<void> {
  const { createDataset } = await import("../../lib/catalog/create-dataset.ts");
  const { addClips } = await import("../../lib/releases/compose-version.ts");
  const { publishVersion } = await import("../../lib/releases/publish-version.ts");
  const { composableClips, curatedDataset } = await import("../../lib/releases/read.ts");
  const { cyrus } = people;
  for (const { notes, ...input } of datasets) {
    const { datasetId, versionId } = await createDataset(cyrus, input);
    const found = await composableClips(cyrus, versionId, { language: input.language });
    const wanted =
      input.kind === "mixed"
        ? found
        : found.filter((clip) => clip.kind === input.kind || (input.kind === "booking" && clip.kind === "support"));
    await addClips(
      cyrus,
      versionId,
      wanted.map((clip) => clip.id),
    );
    await publishVersion(cyrus, versionId, notes);
    await until(`${input.slug} to be built`, async () => {
      const state = (await curatedDataset(cyrus, datasetId))!.versions[0]!.state;
      if (state === "failed") throw new Error(`${input.slug} could not be built; the media worker's log says why`);
      return state === "published";
    });
  }
  say(`${datasets.length} datasets published`);
}

async function sellAndPay({ place, env, say }: Seed, people: People): Promise<void> {
  const { createOrganisation } = await import("../../lib/identity/create-organisation.ts");
  const { startCheckout } = await import("../../lib/orders/start-checkout.ts");
  const { myLicences } = await import("../../lib/orders/read.ts");
  const { datasetPage } = await import("../../lib/catalog/read.ts");
  const { startOnboarding } = await import("../../lib/ledger/start-onboarding.ts");
  const { myMoney } = await import("../../lib/ledger/read.ts");
  const { runPayouts } = await import("../../lib/ledger/run-payouts.ts");
  const stripe = `http://127.0.0.1:${place.ports.stripe}`;
  const form = (fields: Record<string, string>) => ({
    method: "POST",
    body: new URLSearchParams(fields),
    redirect: "manual" as const,
  });

  const funded = await fetch(`${stripe}/_emulator/fund`, {
    method: "POST",
    headers: { authorization: `Bearer ${env.money.STRIPE_SECRET_KEY}`, "content-type": "application/json" },
    body: JSON.stringify({ amountCents: 500_000 }),
  });
  if (!funded.ok) throw new Error(`the platform's balance was not funded: ${await funded.text()}`);

  for (const [name, { company, country }] of Object.entries(buyers))
    await createOrganisation(people[name as Name], { name: company, country, vatNumber: "" });
  const sales: [Name, string][] = [
    ["ines", "calls-en-everyday"],
    ["ola", "calls-en-everyday"],
    ["ola", "calls-fr-quotidien"],
  ];
  for (const [name, slug] of sales) {
    const version = (await datasetPage(slug))!;
    const order = await startCheckout(people[name], {
      versionId: version.versionId,
      poNumber: "PO-2026-118",
      locale: "en",
    });
    if (order.kind !== "pay") throw new Error(`${slug} could not be ordered: ${order.kind}`);
    const paid = await fetch(
      order.url,
      form({ email: addressOf(name), card: "4242424242424242", expiry: "12 / 34", cvc: "123", name: "Demo" }),
    );
    if (paid.status !== 302 && paid.status !== 303) throw new Error(`the card was not taken: ${paid.status}`);
    await until(`${name}'s licence`, async () =>
      (await myLicences(people[name])).some((licence) => licence.slug === slug),
    );
  }
  const paidPeople: Contributor[] = ["dana", "priya"];
  for (const name of paidPeople) {
    await startOnboarding(people[name], "US");
    const url = await until(
      `${name}'s onboarding link`,
      async () => (await myMoney(people[name])).account?.onboardingUrl ?? undefined,
    );
    await fetch(url, form({ country: "us", legalName: name, idNumber: "000000000", bankAccount: "000123456789" }));
    await until(`${name}'s payout account`, async () => (await myMoney(people[name])).account?.state === "active");
  }
  await runPayouts(people.fiona);
  for (const name of paidPeople)
    await until(`${name}'s payout`, async () => (await myMoney(people[name])).paidMicros > 0n);
  say(`${sales.length} licences sold, ${paidPeople.length} people paid`);
}

const notice = async (locale: "en" | "fr"): Promise<string> => {
  const words = JSON.parse(
    await readFile(new URL(`../../messages/${locale}/consent.json`, import.meta.url), "utf8"),
  ) as { notice: string };
  return words.notice;
};
