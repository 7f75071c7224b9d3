import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type Stripe from "stripe";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startStripeEmulator } from "../../dev/stripe/server.ts";
import { readSettings } from "../../dev/stripe/settings.ts";
import { createCheckoutSession, openStripe, readCheckoutSession } from "../../lib/outside/stripe.ts";
import { findTransfers, sendTransfer } from "../../lib/outside/stripe-transfers.ts";
import { GOOD_CARD, onboard, openDesk, order, SECRET_KEY, type StripeDesk, submit } from "./stripe-desk.ts";

let desk: StripeDesk;

beforeEach(async () => {
  desk = await openDesk();
});

afterEach(() => desk.close());

describe("the two keys", () => {
  it("lets web open, read and expire Checkout sessions and customers", async () => {
    const session = await createCheckoutSession(desk.web, order("ord_1"));
    const customer = await desk.web.customers.create({ email: "buyer@acme.example", name: "Acme" });
    expect(await desk.web.customers.retrieve(customer.id)).toMatchObject({ email: "buyer@acme.example", name: "Acme" });
    expect((await desk.web.checkout.sessions.expire(session.id)).status).toBe("expired");
  });

  it.each<[string, (web: Stripe) => Promise<unknown>]>([
    ["transfers", (web) => web.transfers.create({ amount: 1, currency: "usd", destination: "acct_1" })],
    ["the list of transfers", (web) => web.transfers.list()],
    ["refunds", (web) => web.refunds.create({ charge: "ch_1" })],
    ["the balance", (web) => web.balance.retrieve()],
    ["balance transactions", (web) => web.balanceTransactions.list()],
    ["charges", (web) => web.charges.list()],
    ["payment intents", (web) => web.paymentIntents.create({ amount: 100, currency: "usd" })],
    ["accounts", (web) => web.v2.core.accounts.retrieve("acct_1")],
    ["events", (web) => web.events.list()],
    ["webhook endpoints", (web) => web.webhookEndpoints.create({ url: "http://127.0.0.1:9", enabled_events: ["*"] })],
  ])("refuses web %s", async (_name, attempt) => {
    await expect(attempt(desk.web)).rejects.toMatchObject({
      type: "StripePermissionError",
      statusCode: 403,
      code: "more_permissions_required",
    });
  });

  it("refuses unknown, missing and live keys, and keeps the whole key out of the error", async () => {
    const stranger = openStripe({ secretKey: "sk_test_somebody_else", apiBase: desk.url });
    await expect(stranger.balance.retrieve()).rejects.toMatchObject({ type: "StripeAuthenticationError" });
    await expect(stranger.balance.retrieve()).rejects.not.toThrow("somebody");
    const live = await fetch(`${desk.url}/v1/balance`, { headers: { authorization: `Bearer ${"sk_"}live_x` } });
    expect([live.status, await live.text()]).toEqual([401, expect.stringContaining("refuses live keys")]);
    expect((await fetch(`${desk.url}/v1/balance`)).status).toBe(401);
  });

  it("are sent to Stripe, or to this machine when they are test keys", () => {
    const open = (secretKey: string, apiBase: string) => () => openStripe({ secretKey, apiBase });
    expect(open(`${"sk_"}live_x`, desk.url)).toThrow("only a test key");
    expect(open(SECRET_KEY, "http://stripe.example")).toThrow("must be https");
    expect(open(SECRET_KEY, "https://stripe.example")).not.toThrow();
  });

  it("takes test controls with the secret key only", async () => {
    const withKey = (key: string) =>
      fetch(`${desk.url}/_emulator/fund`, {
        method: "POST",
        headers: { authorization: `Bearer ${key}` },
        body: '{"amountCents":100}',
      });
    const answers = await Promise.all([withKey("rk_test_web"), withKey(""), withKey(SECRET_KEY)]);
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 200]);
  });
});

describe("what the emulator does not know", () => {
  it("answers Stripe's error to an unknown route", async () => {
    await expect(desk.payout.subscriptions.list()).rejects.toMatchObject({
      type: "StripeInvalidRequestError",
      statusCode: 404,
      message: expect.stringContaining("Unrecognized request URL (GET: /v1/subscriptions)"),
    });
  });

  it.each<[string, Record<string, unknown>, string, string]>([
    ["unknown", { bogus: 1 }, "parameter_unknown", "bogus"],
    ["unknown inside", { payment_intent_data: { bogus: 1 } }, "parameter_unknown", "payment_intent_data[bogus]"],
    ["missing", { line_items: undefined }, "parameter_missing", "line_items"],
    ["malformed", { success_url: "javascript:alert(1)" }, "parameter_invalid", "success_url"],
  ])("refuses an %s parameter and names it", async (_name, change, code, param) => {
    const line_items = [
      { quantity: 1, price_data: { currency: "usd", unit_amount: 100, product_data: { name: "Set" } } },
    ];
    const parameters = { mode: "payment", line_items, success_url: "http://127.0.0.1/ok", ...change };
    await expect(
      desk.web.checkout.sessions.create(parameters as Stripe.Checkout.SessionCreateParams),
    ).rejects.toMatchObject({ statusCode: 400, code, param });
  });

  it("refuses an unknown field in JSON too", async () => {
    const parameters = { identity: { country: "us" }, bogus: true } as Stripe.V2.Core.AccountCreateParams;
    await expect(desk.payout.v2.core.accounts.create(parameters)).rejects.toMatchObject({ code: "parameter_unknown" });
  });

  it("answers 404 with resource_missing for an unknown object", async () => {
    await expect(desk.web.customers.retrieve("cus_none")).rejects.toMatchObject({
      code: "resource_missing",
      statusCode: 404,
    });
  });

  it("does not answer under another host name", async () => {
    const { request } = await import("node:http");
    const status = await new Promise((resolve) => {
      request(`${desk.url}/c/pay/x`, { headers: { host: "evil.example" } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      }).end();
    });
    expect(status).toBe(421);
  });
});

describe("starting", () => {
  const options = { secretKey: SECRET_KEY };

  it("refuses production, unless it is the local demo", () => {
    expect(() => readSettings(options, "production")).toThrow("refuses to start in production");
    expect(readSettings({ ...options, demo: true }, "production").demo).toBe(true);
  });

  it("refuses live keys", async () => {
    await expect(startStripeEmulator({ secretKey: `${"sk_"}live_x` })).rejects.toThrow("must be a test key");
    await expect(startStripeEmulator({ ...options, restrictedKey: `${"rk_"}live_x` })).rejects.toThrow("test key");
  });

  it("loses nothing over a restart: sessions, balances, idempotency keys, the clock", async () => {
    const folder = await mkdtemp(join(tmpdir(), "emulator-"));
    const stateFile = join(folder, "state", "stripe.json");
    const before = await openDesk({ stateFile, initialFundsCents: 4000 });
    const destination = await onboard(before, "ann");
    await before.control("fund", { amountCents: 6000 });
    await before.control("clock", { advanceSeconds: 5000 });
    const session = await createCheckoutSession(before.web, order("ord_1"));
    const payout = { payoutId: "po_1", attempt: 1, amountCents: 2500, destination };
    const sent = await sendTransfer(before.payout, payout);
    const { nowSeconds } = await before.control<{ nowSeconds: number }>("state");
    await before.close();
    expect((await stat(stateFile)).mode & 0o777).toBe(0o600);
    expect(await readFile(stateFile, "utf8")).not.toContain("000123456789");

    const after = await openDesk({ stateFile, initialFundsCents: 4000 });
    expect((await after.payout.balance.retrieve()).available[0]?.amount).toBe(7500);
    expect(await sendTransfer(after.payout, payout)).toEqual(sent);
    expect(await findTransfers(after.payout, "po_1")).toHaveLength(1);
    expect(await readCheckoutSession(after.web, session.id)).toMatchObject({ status: "open", orderId: "ord_1" });
    const state = await after.control<{ nowSeconds: number }>("state");
    expect(state.nowSeconds).toBeGreaterThanOrEqual(nowSeconds);
    await after.close();
    await rm(folder, { recursive: true });
  });
});

describe("money is conserved", () => {
  /** A small generator with a seed, so that a failure can be repeated. */
  function randomFrom(seed: number): (below: number) => number {
    let state = seed;
    return (below) => {
      state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
      return Math.floor((state / 2 ** 31) * below);
    };
  }

  async function netOf(client: Stripe, stripeAccount?: string): Promise<number> {
    let net = 0;
    const options = stripeAccount ? { stripeAccount } : {};
    for await (const transaction of client.balanceTransactions.list({ limit: 100 }, options)) net += transaction.net;
    return net;
  }

  async function balanceOf(client: Stripe, stripeAccount?: string): Promise<number> {
    const balance = await client.balance.retrieve({}, stripeAccount ? { stripeAccount } : {});
    return [...balance.available, ...balance.pending].reduce((sum, { amount }) => sum + amount, 0);
  }

  it.each([1, 2, 3])("in random history %i: transactions sum to the balance, transfers to both sides", async (seed) => {
    const below = randomFrom(seed);
    const recipients = [await onboard(desk, "ann"), await onboard(desk, "ben")];
    const refusals: string[] = [];
    const charges: string[] = [];
    const transfers: string[] = [];
    const steps: (() => Promise<unknown>)[] = [
      () => desk.control("fund", { amountCents: 1 + below(20_000) }),
      () => desk.control("clock", { advanceSeconds: below(3) * 86_400 }),
      () => desk.control("payouts", { run: true }),
      async () => {
        const session = await createCheckoutSession(desk.web, order(`ord_${below(1e9)}`, 100 + below(90_000)));
        const card = ["4242424242424242", "4000000000000259", "4000000000000002"][below(3)] ?? "";
        await submit(session.url ?? "", { ...GOOD_CARD, card });
        const [charge] = (await desk.payout.charges.list({ limit: 1 })).data;
        if (charge?.paid) charges.push(charge.id);
      },
      async () => {
        const amount = 1 + below(15_000);
        const destination = recipients[below(2)] ?? "";
        transfers.push((await desk.payout.transfers.create({ amount, currency: "usd", destination })).id);
      },
      () => desk.payout.refunds.create({ charge: charges[below(charges.length)] ?? "ch_none", amount: 1 + below(500) }),
      () => desk.payout.transfers.createReversal(transfers[below(transfers.length)] ?? "tr_none", { amount: 1 }),
    ];
    for (let step = 0; step < 60; step += 1) {
      await steps[below(steps.length)]?.().catch((error: Stripe.StripeRawError) => refusals.push(error.code ?? "none"));
    }
    expect(refusals.length).toBeLessThan(50);
    expect(await netOf(desk.payout)).toBe(await balanceOf(desk.payout));
    let received = 0;
    for (const recipient of recipients) {
      expect(await netOf(desk.payout, recipient)).toBe(await balanceOf(desk.payout, recipient));
      for await (const { type, amount } of desk.payout.balanceTransactions.list({}, { stripeAccount: recipient })) {
        if (type === "payment" || type === "payment_refund") received += amount;
      }
    }
    let sent = 0;
    for await (const { type, amount } of desk.payout.balanceTransactions.list({ limit: 100 })) {
      if (type === "transfer" || type === "transfer_refund") sent -= amount;
    }
    expect(received).toBe(sent);
    expect(transfers.length + charges.length).toBeGreaterThan(3);
  });
});
