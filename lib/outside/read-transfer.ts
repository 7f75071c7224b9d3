import type Stripe from "stripe";
import { orNull } from "./stripe.ts";

export type TransferRead = { payoutId: string | null; amountCents: number; reversed: boolean };

/** One transfer as Stripe has it now; null when there is none of that id. `payoutId` is its transfer group. */
export async function readTransfer(stripe: Stripe, id: string): Promise<TransferRead | null> {
  const transfer = await orNull(stripe.transfers.retrieve(id));
  return transfer && { payoutId: transfer.transfer_group, amountCents: transfer.amount, reversed: transfer.reversed };
}
