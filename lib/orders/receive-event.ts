import { env } from "../env.ts";
import { verifyEvent } from "../outside/stripe.ts";
import { theDoor } from "../the-door.ts";

/**
 * Stripe's webhook: verified, stored once as a hint, nothing else; the money worker asks Stripe what really happened.
 * False: not signed by Stripe, too old, or from the future.
 */
export async function receiveEvent(payload: Buffer, signature: string | undefined): Promise<boolean> {
  const event = signature ? verifyEvent(payload, signature, env().STRIPE_WEBHOOK_SECRET) : null;
  if (!event) return false;
  await theDoor().ask("receive_stripe_event", event.id, event.type, event.objectId);
  return true;
}
