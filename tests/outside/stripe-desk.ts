import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type Stripe from "stripe";
import { startStripeEmulator } from "../../dev/stripe/server.ts";
import type { StripeEmulatorOptions } from "../../dev/stripe/settings.ts";
import { openStripe } from "../../lib/outside/stripe.ts";
import { createOnboardingLink, createRecipientAccount } from "../../lib/outside/stripe-recipients.ts";

export const SECRET_KEY = "sk_test_payout";
export const WEB_KEY = "rk_test_web";
export const WEBHOOK_SECRET = "whsec_a_secret_of_the_tests";

export interface StripeDesk {
  url: string;
  /** Holds the key that moves money. */
  payout: Stripe;
  /** Holds the restricted key. */
  web: Stripe;
  control<T = unknown>(name: string, input?: object): Promise<T>;
  webhooksIdle(): Promise<void>;
  close(): Promise<void>;
}

/** An emulator on a free port, with one client for each key. */
export async function openDesk(options: Partial<StripeEmulatorOptions> = {}): Promise<StripeDesk> {
  const emulator = await startStripeEmulator({ secretKey: SECRET_KEY, restrictedKey: WEB_KEY, ...options });
  return {
    url: emulator.url,
    payout: openStripe({ secretKey: SECRET_KEY, apiBase: emulator.url }),
    web: openStripe({ secretKey: WEB_KEY, apiBase: emulator.url }),
    async control<T>(name: string, input: object = {}) {
      const response = await fetch(`${emulator.url}/_emulator/${name}`, {
        method: "POST",
        headers: { authorization: `Bearer ${SECRET_KEY}` },
        body: JSON.stringify(input),
      });
      if (!response.ok) throw new Error(`control ${name}: ${response.status} ${await response.text()}`);
      return (await response.json()) as T;
    },
    webhooksIdle: () => emulator.webhooksIdle(),
    close: () => emulator.close(),
  };
}

export const GOOD_CARD = {
  email: "buyer@acme.example",
  card: "4242 4242 4242 4242",
  expiry: "12 / 40",
  cvc: "123",
  name: "Ada Buyer",
};

/** Fills a hosted form in as a browser would, without following where it leads. */
export async function submit(url: string, fields: Record<string, string>): Promise<Response> {
  return fetch(url, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });
}

export function order(orderId: string, amountCents = 50_000) {
  return {
    orderId,
    amountCents,
    currency: "usd",
    title: "Kitchen talk, version 3",
    customerEmail: "buyer@acme.example",
    successUrl: "http://127.0.0.1:3000/orders/done?session={CHECKOUT_SESSION_ID}",
    cancelUrl: "http://127.0.0.1:3000/orders/cancelled",
  };
}

/** A contributor who went through the hosted onboarding with this ID number. */
export async function onboard(desk: StripeDesk, contributorId: string, idNumber = "000000000"): Promise<string> {
  const { accountId } = await createRecipientAccount(desk.payout, { contributorId, country: "US" });
  await onboardWith(desk, accountId, { country: "us", legalName: "Ann Lee", idNumber, bankAccount: "000123456789" });
  return accountId;
}

export async function onboardWith(desk: StripeDesk, accountId: string, fields: Record<string, string>) {
  const link = await createOnboardingLink(desk.payout, {
    accountId,
    returnUrl: "http://127.0.0.1:3000/earnings",
    refreshUrl: "http://127.0.0.1:3000/earnings/onboard",
  });
  return submit(link.url, fields);
}

export interface ReceivedWebhook {
  body: string;
  signature: string;
}

/** A receiver of webhooks that keeps what it got; `answers` gives its status codes, then 200 for ever. */
export async function openReceiver(answers: number[] = []) {
  const received: ReceivedWebhook[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString("utf8");
      received.push({ body, signature: String(request.headers["stripe-signature"]) });
      response.writeHead(answers.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/stripe`,
    received,
    types: () => received.map(({ body }) => JSON.parse(body).type as string),
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}
