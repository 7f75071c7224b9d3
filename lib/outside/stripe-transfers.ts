import Stripe from "stripe";
import { idOf } from "./stripe.ts";

export interface TransferInput {
  payoutId: string;
  /** Counts up only after a refusal that `findTransfers` confirms, never after an unknown outcome. */
  attempt: number;
  amountCents: number;
  /** The recipient's account id. */
  destination: string;
}

export type TransferOutcome =
  | { outcome: "sent"; transferId: string }
  | { outcome: "refused"; code: string; message: string }
  | { outcome: "unknown"; reason: string };

/**
 * Sends a payout in US dollars. `refused` only when Stripe executed the request and said no; everything that leaves
 * room for doubt (no answer, 409, 429, 5xx, a key used with other content, a wrong API key) is `unknown`.
 */
export async function sendTransfer(stripe: Stripe, input: TransferInput): Promise<TransferOutcome> {
  try {
    const transfer = await stripe.transfers.create(
      {
        amount: input.amountCents,
        currency: "usd",
        destination: input.destination,
        transfer_group: input.payoutId,
        metadata: { payoutId: input.payoutId, attempt: String(input.attempt) },
      },
      { idempotencyKey: `payout:${input.payoutId}:${input.attempt}` },
    );
    return { outcome: "sent", transferId: transfer.id };
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    if (error instanceof Stripe.errors.StripeInvalidRequestError) {
      return { outcome: "refused", code: error.code ?? "invalid_request", message: error.message };
    }
    return { outcome: "unknown", reason: error.code ?? error.type };
  }
}

export interface FoundTransfer {
  transferId: string;
  amountCents: number;
  reversedCents: number;
  destination: string | null;
  createdAt: Date;
}

const FOUND_LIMIT = 100;

/** What Stripe holds for a payout: the truth after an unknown outcome. Newest first, at most 100. */
export async function findTransfers(stripe: Stripe, payoutId: string): Promise<FoundTransfer[]> {
  const found = await stripe.transfers.list({ transfer_group: payoutId, limit: FOUND_LIMIT });
  return found.data.map((transfer) => ({
    transferId: transfer.id,
    amountCents: transfer.amount,
    reversedCents: transfer.amount_reversed,
    destination: idOf(transfer.destination),
    createdAt: new Date(transfer.created * 1000),
  }));
}
