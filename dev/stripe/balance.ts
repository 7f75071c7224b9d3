import type Stripe from "stripe";
import { z } from "zod";
import { newId } from "./ids.ts";
import { currency, page, retrieval, text } from "./input.ts";
import { listPage } from "./lists.ts";
import { type Route, route } from "./route.ts";
import type { Tables } from "./state.ts";
import { find, type World } from "./world.ts";

export const PLATFORM = "platform";

/** A balance transaction and the account whose balance it moves: the platform's or a connected one's. */
export interface Movement {
  account: string;
  transaction: Stripe.BalanceTransaction;
}

export interface MovementInput {
  account?: string;
  type: Stripe.BalanceTransaction.Type;
  amount: number;
  fee?: number;
  currency: string;
  source: string | null;
  description?: string | null;
  availableOn?: number;
}

const REPORTING: Record<string, string> = { payment: "charge", adjustment: "dispute", payment_refund: "refund" };

/** Books money on a balance. The only way any balance changes. */
export function book(world: World, movement: MovementInput): Stripe.BalanceTransaction {
  const { account = PLATFORM, fee = 0, availableOn = world.nowSeconds() } = movement;
  const transaction: Stripe.BalanceTransaction = {
    id: newId("txn_"),
    object: "balance_transaction",
    amount: movement.amount,
    available_on: availableOn,
    balance_type: "payments",
    created: world.nowSeconds(),
    currency: movement.currency,
    description: movement.description ?? null,
    exchange_rate: null,
    fee,
    fee_details: fee === 0 ? [] : [stripeFee(fee, movement.currency)],
    net: movement.amount - fee,
    reporting_category: REPORTING[movement.type] ?? movement.type,
    source: movement.source,
    status: "pending",
    type: movement.type,
  };
  const tally = tallyOf(world.tables);
  world.tables.movements.set(transaction.id, { account, transaction });
  tally.add({ account, transaction });
  return withStatus(world, transaction);
}

function stripeFee(amount: number, inCurrency: string): Stripe.BalanceTransaction.FeeDetail {
  return { amount, application: null, currency: inCurrency, description: "Stripe processing fees", type: "stripe_fee" };
}

/** Money turns from pending to available by the clock alone, so the status is worked out when it is read. */
function withStatus(world: World, transaction: Stripe.BalanceTransaction): Stripe.BalanceTransaction {
  const status = transaction.available_on <= world.nowSeconds() ? "available" : "pending";
  return { ...transaction, status };
}

export interface Amounts {
  available: number;
  pending: number;
}

/** An account's balance per currency, in the currency's smallest unit. */
export function balanceOf(world: World, account: string): Map<string, Amounts> {
  return tallyOf(world.tables).read(account, world.nowSeconds());
}

export function availableIn(world: World, account: string, inCurrency: string): number {
  return balanceOf(world, account).get(inCurrency)?.available ?? 0;
}

/** Running sums, so that a payout run of many thousands does not add up the whole history for every transfer. */
class Tally {
  private readonly available = new Map<string, Map<string, number>>();
  private waiting: Movement[] = [];

  add(movement: Movement): void {
    this.waiting.push(movement);
  }

  read(account: string, nowSeconds: number): Map<string, Amounts> {
    this.settle(nowSeconds);
    const amounts = new Map<string, Amounts>();
    for (const [key, available] of this.available.get(account) ?? []) amounts.set(key, { available, pending: 0 });
    for (const movement of this.waiting) {
      if (movement.account !== account) continue;
      const { currency: key, net } = movement.transaction;
      const known = amounts.get(key) ?? { available: 0, pending: 0 };
      amounts.set(key, { available: known.available, pending: known.pending + net });
    }
    return amounts;
  }

  private settle(nowSeconds: number): void {
    const later: Movement[] = [];
    for (const movement of this.waiting) {
      const { available_on, currency: key, net } = movement.transaction;
      if (available_on > nowSeconds) {
        later.push(movement);
        continue;
      }
      const perCurrency = this.available.get(movement.account) ?? new Map<string, number>();
      perCurrency.set(key, (perCurrency.get(key) ?? 0) + net);
      this.available.set(movement.account, perCurrency);
    }
    this.waiting = later;
  }
}

const tallies = new WeakMap<Tables, Tally>();

function tallyOf(tables: Tables): Tally {
  const known = tallies.get(tables);
  if (known) return known;
  const tally = new Tally();
  for (const movement of tables.movements.values()) tally.add(movement);
  tallies.set(tables, tally);
  return tally;
}

function readBalance(world: World, account: string): Stripe.Balance {
  const amounts = [...balanceOf(world, account)];
  if (amounts.length === 0) amounts.push(["usd", { available: 0, pending: 0 }]);
  const sum = (inCurrency: string, amount: number) => ({
    amount,
    currency: inCurrency,
    source_types: { card: amount },
  });
  return {
    object: "balance",
    available: amounts.map(([key, value]) => sum(key, value.available)),
    livemode: false,
    pending: amounts.map(([key, value]) => sum(key, value.pending)),
  };
}

function* transactionsOf(world: World, account: string): Generator<Stripe.BalanceTransaction> {
  for (const movement of world.tables.movements.values()) {
    if (movement.account === account) yield withStatus(world, movement.transaction);
  }
}

export const balanceRoutes: Route[] = [
  route({
    method: "GET",
    path: "/v1/balance",
    permission: "Balance Read",
    input: retrieval,
    run: (world, { account = PLATFORM }) => readBalance(world, account),
  }),
  route({
    method: "GET",
    path: "/v1/balance_transactions",
    permission: "Balance Transactions Read",
    input: z.strictObject({
      ...page,
      currency: currency.optional(),
      source: text.optional(),
      type: text.optional(),
    }),
    run: (world, { input, account = PLATFORM }) =>
      listPage("/v1/balance_transactions", transactionsOf(world, account), input, {
        currency: input.currency,
        source: input.source,
        type: input.type,
      }),
  }),
  route({
    method: "GET",
    path: "/v1/balance_transactions/:id",
    permission: "Balance Transactions Read",
    input: retrieval,
    run: (world, { ids: [id = ""] }) =>
      withStatus(world, find(world.tables.movements, id, "balance transaction").transaction),
  }),
];
