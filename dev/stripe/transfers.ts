import type Stripe from "stripe";
import { z } from "zod";
import { mayReceiveTransfers } from "./accounts.ts";
import { availableIn, book, PLATFORM } from "./balance.ts";
import { invalidRequest } from "./errors.ts";
import { newId } from "./ids.ts";
import { currency, expand, metadata, type Only, page, positive, retrieval, text } from "./input.ts";
import { listPage } from "./lists.ts";
import { type Route, route } from "./route.ts";
import { find, idOf, type World } from "./world.ts";

interface TransferInput {
  amount: number;
  currency: string;
  destination: string;
  description?: string | undefined;
  metadata?: Record<string, string> | undefined;
  source_transaction?: string | undefined;
  transfer_group?: string | undefined;
}

function refuseUnfit(world: World, input: TransferInput): void {
  const destination = find(world.tables.accounts, input.destination, "destination", "destination");
  if (!mayReceiveTransfers(destination)) {
    throw invalidRequest(
      "insufficient_capabilities_for_transfer",
      "Your destination account needs to have at least one of the following capabilities enabled: stripe_transfers",
      "destination",
    );
  }
  if (input.source_transaction) refuseBeyondSource(world, input, input.source_transaction);
  else if (input.amount > availableIn(world, PLATFORM, input.currency)) {
    const message = `You have insufficient available ${input.currency} funds in your Stripe account.`;
    throw invalidRequest("balance_insufficient", message);
  }
}

/** Transfers out of one charge may not exceed what is left of it. */
function refuseBeyondSource(world: World, input: TransferInput, chargeId: string): void {
  const charge = find(world.tables.charges, chargeId, "charge", "source_transaction");
  if (charge.currency !== input.currency) {
    throw invalidRequest(null, "The currency of source_transaction must be the transfer's.", "currency");
  }
  let used = 0;
  for (const transfer of world.tables.transfers.values()) {
    if (transfer.source_transaction === charge.id) used += transfer.amount - transfer.amount_reversed;
  }
  if (used + input.amount > charge.amount - charge.amount_refunded) {
    const message = "Transfers using this transaction as a source must not exceed the source amount.";
    throw invalidRequest("balance_insufficient", message, "amount");
  }
}

function availableOn(world: World, chargeId: string | undefined): number {
  const charge = world.tables.charges.get(chargeId ?? "");
  const movement = world.tables.movements.get(idOf(charge?.balance_transaction ?? null) ?? "");
  return Math.max(world.nowSeconds(), movement?.transaction.available_on ?? 0);
}

/** Moves money from the platform's balance to a connected account's: two movements, one on each. */
function createTransfer(world: World, input: TransferInput): Stripe.Transfer {
  refuseUnfit(world, input);
  const id = newId("tr_");
  const payment = newId("py_");
  const on = availableOn(world, input.source_transaction);
  const out = book(world, {
    type: "transfer",
    amount: -input.amount,
    currency: input.currency,
    source: id,
    description: input.description ?? null,
    availableOn: on,
  });
  book(world, {
    account: input.destination,
    type: "payment",
    amount: input.amount,
    currency: input.currency,
    source: payment,
    availableOn: on,
  });
  const transfer: Stripe.Transfer = {
    id,
    object: "transfer",
    amount: input.amount,
    amount_reversed: 0,
    balance_transaction: out.id,
    created: world.nowSeconds(),
    currency: input.currency,
    description: input.description ?? null,
    destination: input.destination,
    destination_payment: payment,
    livemode: false,
    metadata: input.metadata ?? {},
    reversals: { object: "list", data: [], has_more: false, url: `/v1/transfers/${id}/reversals` },
    reversed: false,
    source_transaction: input.source_transaction ?? null,
    source_type: "card",
    transfer_group: input.transfer_group ?? null,
  };
  world.tables.transfers.set(id, transfer);
  world.emit("transfer.created", transfer);
  return transfer;
}

interface ReversalInput {
  amount?: number | undefined;
  metadata?: Record<string, string> | undefined;
}

/** Takes a transfer back, as far as the connected account still has the money. */
function reverseTransfer(world: World, transfer: Stripe.Transfer, input: ReversalInput): Stripe.TransferReversal {
  const left = transfer.amount - transfer.amount_reversed;
  const amount = input.amount ?? left;
  const destination = idOf(transfer.destination) ?? "";
  if (amount > left || left === 0) {
    throw invalidRequest(
      null,
      `Reversal amount (${amount}) is greater than the unreversed amount (${left}).`,
      "amount",
    );
  }
  if (amount > availableIn(world, destination, transfer.currency)) {
    const message = "The recipient's account has insufficient funds to reverse this transfer.";
    throw invalidRequest("balance_insufficient", message);
  }
  const id = newId("trr_");
  const back = { type: "transfer_refund", amount, currency: transfer.currency, source: id } as const;
  const reversal: Stripe.TransferReversal = {
    id,
    object: "transfer_reversal",
    amount,
    balance_transaction: book(world, back).id,
    created: world.nowSeconds(),
    currency: transfer.currency,
    destination_payment_refund: null,
    metadata: input.metadata ?? {},
    source_refund: null,
    transfer: transfer.id,
  };
  book(world, { ...back, account: destination, type: "payment_refund", amount: -amount });
  transfer.amount_reversed += amount;
  transfer.reversed = transfer.amount_reversed === transfer.amount;
  transfer.reversals.data.unshift(reversal);
  world.emit(transfer.reversed ? "transfer.reversed" : "transfer.updated", transfer);
  return reversal;
}

export const transferRoutes: Route[] = [
  route({
    method: "POST",
    path: "/v1/transfers",
    permission: "Transfers Write",
    input: z.strictObject({
      amount: positive,
      currency,
      destination: text,
      description: text.optional(),
      metadata: metadata.optional(),
      source_transaction: text.optional(),
      transfer_group: text.optional(),
      expand,
    } satisfies Only<Stripe.TransferCreateParams>),
    run: (world, { input }) => createTransfer(world, input),
  }),
  route({
    method: "GET",
    path: "/v1/transfers",
    permission: "Transfers Read",
    input: z.strictObject({ ...page, destination: text.optional(), transfer_group: text.optional() }),
    run: (world, { input }) =>
      listPage("/v1/transfers", world.tables.transfers.values(), input, {
        destination: input.destination,
        transfer_group: input.transfer_group,
      }),
  }),
  route({
    method: "GET",
    path: "/v1/transfers/:id",
    permission: "Transfers Read",
    input: retrieval,
    run: (world, { ids: [id = ""] }) => find(world.tables.transfers, id, "transfer"),
  }),
  route({
    method: "POST",
    path: "/v1/transfers/:id/reversals",
    permission: "Transfers Write",
    input: z.strictObject({ amount: positive.optional(), metadata: metadata.optional(), expand }),
    run: (world, { ids: [id = ""], input }) =>
      reverseTransfer(world, find(world.tables.transfers, id, "transfer"), input),
  }),
  route({
    method: "GET",
    path: "/v1/transfers/:id/reversals",
    permission: "Transfers Read",
    input: z.strictObject({ ...page }),
    run: (world, { ids: [id = ""], input }) => {
      const { reversals } = find(world.tables.transfers, id, "transfer");
      return listPage(reversals.url, [...reversals.data].reverse(), input);
    },
  }),
];
