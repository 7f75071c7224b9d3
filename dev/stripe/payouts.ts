import type Stripe from "stripe";
import { z } from "zod";
import { balanceOf, book, PLATFORM } from "./balance.ts";
import { newId } from "./ids.ts";
import { page, retrieval, text } from "./input.ts";
import { listPage } from "./lists.ts";
import { type Route, route } from "./route.ts";
import { find, type World } from "./world.ts";

const DAYS_TO_ARRIVE = 2;

type StoredPayout = Stripe.Payout & { account: string };

/** Connected accounts pay out by themselves: everything available leaves for the bank. Returns how many payouts. */
export function payOutConnectedAccounts(world: World): number {
  let count = 0;
  for (const account of world.tables.accounts.keys()) {
    for (const [currency, { available }] of balanceOf(world, account)) {
      if (available <= 0) continue;
      sendPayout(world, account, currency, available);
      count += 1;
    }
  }
  return count;
}

function sendPayout(world: World, account: string, currency: string, amount: number): void {
  const id = newId("po_");
  const out = book(world, { account, type: "payout", amount: -amount, currency, source: id });
  const payout: StoredPayout = {
    id,
    object: "payout",
    account,
    amount,
    application_fee: null,
    application_fee_amount: null,
    arrival_date: world.nowSeconds() + DAYS_TO_ARRIVE * 86_400,
    automatic: true,
    balance_transaction: out.id,
    created: world.nowSeconds(),
    currency,
    description: "STRIPE PAYOUT",
    destination: null,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    livemode: false,
    metadata: {},
    method: "standard",
    original_payout: null,
    payout_method: null,
    reconciliation_status: "in_progress",
    reversed_by: null,
    source_type: "card",
    statement_descriptor: null,
    status: "pending",
    trace_id: null,
    type: "bank_account",
  };
  world.tables.payouts.set(id, payout);
  world.emit("payout.created", shown(payout), account);
}

/** The bank's answer: the money arrived, or it comes back to the connected account's balance. */
export function finishPayout(world: World, id: string, arrived: boolean): void {
  const payout = find(world.tables.payouts, id, "payout");
  if (payout.status === "failed") throw new Error(`${id} has already failed`);
  if (arrived) payout.status = "paid";
  else {
    payout.status = "failed";
    payout.failure_code = "account_closed";
    payout.failure_message = "The bank account has been closed.";
    payout.failure_balance_transaction = book(world, {
      account: payout.account,
      type: "payout_failure",
      amount: payout.amount,
      currency: payout.currency,
      source: id,
    }).id;
  }
  world.emit(arrived ? "payout.paid" : "payout.failed", shown(payout), payout.account);
}

function shown({ account: _, ...payout }: StoredPayout): Stripe.Payout {
  return payout as Stripe.Payout;
}

function* payoutsOf(world: World, account: string): Generator<Stripe.Payout> {
  for (const payout of world.tables.payouts.values()) if (payout.account === account) yield shown(payout);
}

export const payoutRoutes: Route[] = [
  route({
    method: "GET",
    path: "/v1/payouts",
    permission: "Payouts Read",
    input: z.strictObject({ ...page, status: text.optional() }),
    run: (world, { input, account = PLATFORM }) =>
      listPage("/v1/payouts", payoutsOf(world, account), input, { status: input.status }),
  }),
  route({
    method: "GET",
    path: "/v1/payouts/:id",
    permission: "Payouts Read",
    input: retrieval,
    run: (world, { ids: [id = ""] }) => shown(find(world.tables.payouts, id, "payout")),
  }),
];
