import type Stripe from "stripe";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createRecipientAccount, readRecipientStatus } from "../../lib/outside/stripe-recipients.ts";
import { findTransfers, sendTransfer } from "../../lib/outside/stripe-transfers.ts";
import { onboard, onboardWith, openDesk, type StripeDesk } from "./stripe-desk.ts";

let desk: StripeDesk;

beforeEach(async () => {
  desk = await openDesk();
});

afterEach(() => desk.close());

async function platformBalance(client: Stripe): Promise<{ available: number; pending: number }> {
  const balance = await client.balance.retrieve();
  return { available: balance.available[0]?.amount ?? 0, pending: balance.pending[0]?.amount ?? 0 };
}

describe("onboarding a contributor", () => {
  it("is pending until the form is sent, then active", async () => {
    const { accountId } = await createRecipientAccount(desk.payout, { contributorId: "ann", country: "US" });
    expect(await readRecipientStatus(desk.payout, accountId)).toBe("pending");
    const answer = await onboardWith(desk, accountId, {
      country: "us",
      legalName: "Ann Lee",
      idNumber: "000000000",
      bankAccount: "000123456789",
    });
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toBe("http://127.0.0.1:3000/earnings");
    expect(await readRecipientStatus(desk.payout, accountId)).toBe("active");
  });

  it("is restricted while a document is missing, and active once it verifies", async () => {
    const accountId = await onboard(desk, "ben", "111111111");
    expect(await readRecipientStatus(desk.payout, accountId)).toBe("restricted");
    await onboardWith(desk, accountId, { document: "unreadable" });
    expect(await readRecipientStatus(desk.payout, accountId)).toBe("restricted");
    await onboardWith(desk, accountId, { document: "verifies" });
    expect(await readRecipientStatus(desk.payout, accountId)).toBe("active");
  });

  it("keeps what was typed when something is wrong, and takes no real ID number", async () => {
    const { accountId } = await createRecipientAccount(desk.payout, { contributorId: "cat", country: "GB" });
    const fields = { country: "gb", legalName: "Cat <b>", idNumber: "123456789", bankAccount: "000123456789" };
    const answer = await onboardWith(desk, accountId, fields);
    const html = await answer.text();
    expect(answer.status).toBe(422);
    expect(html).toContain("Cat &lt;b&gt;");
    expect(html).toContain("Never type a real number here");
    expect(await readRecipientStatus(desk.payout, accountId)).toBe("pending");
  });

  it("gives the same account for the same contributor, and follows what Stripe decides later", async () => {
    const accountId = await onboard(desk, "dan");
    const again = await createRecipientAccount(desk.payout, { contributorId: "dan", country: "US" });
    expect(again.accountId).toBe(accountId);
    const seen: string[] = [];
    for (const status of ["pending", "restricted", "rejected", "active", "closed"]) {
      await desk.control("accounts", { id: accountId, status });
      seen.push(await readRecipientStatus(desk.payout, accountId));
    }
    expect(seen).toEqual(["pending", "pending", "restricted", "active", "restricted"]);
  });

  it("sends a used or old link back to the shop for a new one", async () => {
    const { accountId } = await createRecipientAccount(desk.payout, { contributorId: "eva", country: "US" });
    const link = await desk.payout.v2.core.accountLinks.create({
      account: accountId,
      use_case: {
        type: "account_onboarding",
        account_onboarding: { return_url: "http://127.0.0.1/r", refresh_url: "http://127.0.0.1/again" },
      },
    });
    await desk.control("clock", { advanceSeconds: 3600 });
    const answer = await fetch(link.url, { redirect: "manual" });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "http://127.0.0.1/again"]);
  });
});

describe("sending a payout", () => {
  const payout = { payoutId: "po_1", attempt: 1, amountCents: 2500 };

  it("sends once however often it is asked, and both balances move by the same amount", async () => {
    const destination = await onboard(desk, "ann");
    await desk.control("fund", { amountCents: 100_000 });
    const first = await sendTransfer(desk.payout, { ...payout, destination });
    const again = await sendTransfer(desk.payout, { ...payout, destination });
    expect(first.outcome).toBe("sent");
    expect(again).toEqual(first);
    expect(await findTransfers(desk.payout, "po_1")).toMatchObject([{ amountCents: 2500, destination }]);
    expect(await platformBalance(desk.payout)).toEqual({ available: 97_500, pending: 0 });
    const theirs = await desk.payout.balance.retrieve({}, { stripeAccount: destination });
    expect(theirs.available[0]?.amount).toBe(2500);
  });

  it("is refused before onboarding, without money, and for nobody", async () => {
    const { accountId } = await createRecipientAccount(desk.payout, { contributorId: "ben", country: "US" });
    await desk.control("fund", { amountCents: 1000 });
    const outcomes = [
      await sendTransfer(desk.payout, { ...payout, destination: accountId }),
      await sendTransfer(desk.payout, { ...payout, payoutId: "po_2", destination: await onboard(desk, "cat") }),
      await sendTransfer(desk.payout, { ...payout, payoutId: "po_3", destination: "acct_nobody" }),
    ];
    expect(outcomes.map((outcome) => "code" in outcome && outcome.code)).toEqual([
      "insufficient_capabilities_for_transfer",
      "balance_insufficient",
      "resource_missing",
    ]);
    expect(await platformBalance(desk.payout)).toEqual({ available: 1000, pending: 0 });
  });

  it("goes on after balance_insufficient with the next attempt, once there is money", async () => {
    const destination = await onboard(desk, "ann");
    const refused = await sendTransfer(desk.payout, { ...payout, destination });
    await desk.control("fund", { amountCents: 5000 });
    const sameAttempt = await sendTransfer(desk.payout, { ...payout, destination });
    expect(sameAttempt).toEqual(refused);
    expect(await findTransfers(desk.payout, "po_1")).toEqual([]);
    const next = await sendTransfer(desk.payout, { ...payout, attempt: 2, destination });
    expect(next.outcome).toBe("sent");
  });

  it("makes one transfer when the connection breaks after Stripe committed", async () => {
    const destination = await onboard(desk, "ann");
    await desk.control("fund", { amountCents: 100_000 });
    await desk.control("faults", { match: "POST /v1/transfers", mode: "reset_after", times: 10 });
    const lost = await sendTransfer(desk.payout, { ...payout, destination });
    expect(lost.outcome).toBe("unknown");
    expect(await findTransfers(desk.payout, "po_1")).toHaveLength(1);
    await desk.control("faults", { clear: true });
    const again = await sendTransfer(desk.payout, { ...payout, destination });
    expect(again.outcome).toBe("sent");
    expect(await findTransfers(desk.payout, "po_1")).toHaveLength(1);
  });

  it("heals by itself when only the first connection breaks, before or after the commit", async () => {
    const destination = await onboard(desk, "ann");
    await desk.control("fund", { amountCents: 100_000 });
    for (const [index, mode] of ["reset_before", "reset_after", "500_before"].entries()) {
      await desk.control("faults", { match: "POST /v1/transfers", mode });
      const sent = await sendTransfer(desk.payout, { ...payout, payoutId: `po_${mode}`, destination });
      expect([mode, sent.outcome]).toEqual([mode, "sent"]);
      expect(await findTransfers(desk.payout, `po_${mode}`)).toHaveLength(1);
      expect((await platformBalance(desk.payout)).available).toBe(100_000 - 2500 * (index + 1));
    }
  });

  it("is unknown after a 500 that came after the commit: the same key repeats the 500, only listing tells", async () => {
    const destination = await onboard(desk, "ann");
    await desk.control("fund", { amountCents: 100_000 });
    await desk.control("faults", { match: "POST /v1/transfers", mode: "500_after" });
    const outcome = await sendTransfer(desk.payout, { ...payout, destination });
    expect(outcome).toEqual({ outcome: "unknown", reason: "StripeAPIError" });
    expect(await findTransfers(desk.payout, "po_1")).toHaveLength(1);
  });

  it("is unknown when Stripe limits the rate or the key is wrong: nothing is known to be refused", async () => {
    const destination = await onboard(desk, "ann");
    await desk.control("faults", { match: "POST /v1/transfers", mode: "429" });
    const limited = await sendTransfer(desk.payout, { ...payout, destination });
    expect(limited).toEqual({ outcome: "unknown", reason: "rate_limit" });
    const withWebKey = await sendTransfer(desk.web, { ...payout, destination });
    expect(withWebKey).toEqual({ outcome: "unknown", reason: "more_permissions_required" });
  });

  it("is unknown when the same attempt comes with another amount: one of the two was sent", async () => {
    const destination = await onboard(desk, "ann");
    await desk.control("fund", { amountCents: 100_000 });
    await sendTransfer(desk.payout, { ...payout, destination });
    const other = await sendTransfer(desk.payout, { ...payout, amountCents: 2600, destination });
    expect(other).toEqual({ outcome: "unknown", reason: "StripeIdempotencyError" });
    expect(await findTransfers(desk.payout, "po_1")).toMatchObject([{ amountCents: 2500 }]);
  });

  it("would send twice with the same key after a day, which is why an old attempt lists first", async () => {
    const destination = await onboard(desk, "ann");
    await desk.control("fund", { amountCents: 100_000 });
    await sendTransfer(desk.payout, { ...payout, destination });
    await desk.control("clock", { advanceSeconds: 86_000 });
    await sendTransfer(desk.payout, { ...payout, destination });
    expect(await findTransfers(desk.payout, "po_1")).toHaveLength(1);
    await desk.control("clock", { advanceSeconds: 800 });
    await sendTransfer(desk.payout, { ...payout, destination });
    expect(await findTransfers(desk.payout, "po_1")).toHaveLength(2);
  });

  it("answers 409 to the second of two workers with one key", async () => {
    const destination = await onboard(desk, "ann");
    await desk.control("fund", { amountCents: 100_000 });
    await desk.control("faults", { match: "POST /v1/transfers", mode: "slow", milliseconds: 400 });
    const parameters = { amount: 2500, currency: "usd", destination, transfer_group: "po_1" };
    const options = { idempotencyKey: "one key", maxNetworkRetries: 0 };
    const slow = desk.payout.transfers.create(parameters, options);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await expect(desk.payout.transfers.create(parameters, options)).rejects.toMatchObject({ statusCode: 409 });
    const first = await slow;
    expect((await desk.payout.transfers.create(parameters, options)).id).toBe(first.id);
    expect(await findTransfers(desk.payout, "po_1")).toHaveLength(1);
  });
});

describe("taking a transfer back", () => {
  it("moves the money back on both sides, and no more than was sent", async () => {
    const destination = await onboard(desk, "ann");
    await desk.control("fund", { amountCents: 10_000 });
    const transfer = await desk.payout.transfers.create({ amount: 4000, currency: "usd", destination });
    await desk.payout.transfers.createReversal(transfer.id, { amount: 1500 });
    await expect(desk.payout.transfers.createReversal(transfer.id, { amount: 2501 })).rejects.toThrow("greater");
    await desk.payout.transfers.createReversal(transfer.id);
    expect(await desk.payout.transfers.retrieve(transfer.id)).toMatchObject({ reversed: true, amount_reversed: 4000 });
    expect(await platformBalance(desk.payout)).toEqual({ available: 10_000, pending: 0 });
  });

  it("fails when the contributor's bank already has the money; a failed bank payout brings it back", async () => {
    const destination = await onboard(desk, "ann");
    await desk.control("fund", { amountCents: 10_000 });
    const transfer = await desk.payout.transfers.create({ amount: 4000, currency: "usd", destination });
    expect(await desk.control("payouts", { run: true })).toEqual({ payouts: 1 });
    await expect(desk.payout.transfers.createReversal(transfer.id)).rejects.toMatchObject({
      code: "balance_insufficient",
    });
    const [payout] = (await desk.payout.payouts.list({}, { stripeAccount: destination })).data;
    await desk.control("payouts", { id: payout?.id, arrived: false });
    await desk.payout.transfers.createReversal(transfer.id);
    expect(await platformBalance(desk.payout)).toEqual({ available: 10_000, pending: 0 });
  });
});
