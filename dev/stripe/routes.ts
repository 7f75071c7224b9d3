import { accountLinkRoutes } from "./account-links.ts";
import { accountRoutes } from "./accounts.ts";
import { balanceRoutes } from "./balance.ts";
import { chargeRoutes } from "./charges.ts";
import { checkoutRoutes } from "./checkout.ts";
import { customerRoutes } from "./customers.ts";
import { disputeRoutes } from "./disputes.ts";
import { unrecognizedUrl } from "./errors.ts";
import { eventRoutes } from "./events.ts";
import { paymentIntentRoutes } from "./payment-intents.ts";
import { payoutRoutes } from "./payouts.ts";
import { refundRoutes } from "./refunds.ts";
import { matchPath, type Route } from "./route.ts";
import { transferRoutes } from "./transfers.ts";
import { webhookEndpointRoutes } from "./webhook-endpoints.ts";

/** Every operation the emulator has. What is not here answers 404, never an empty success. */
export const routes: Route[] = [
  ...customerRoutes,
  ...checkoutRoutes,
  ...paymentIntentRoutes,
  ...chargeRoutes,
  ...refundRoutes,
  ...disputeRoutes,
  ...balanceRoutes,
  ...accountRoutes,
  ...accountLinkRoutes,
  ...transferRoutes,
  ...payoutRoutes,
  ...eventRoutes,
  ...webhookEndpointRoutes,
];

/** The route for a request, or Stripe's 404 for an unknown address. */
export function findRoute(method: string, path: string): { route: Route; ids: string[] } {
  for (const route of routes) {
    const ids = route.method === method ? matchPath(route.path, path) : null;
    if (ids) return { route, ids };
  }
  throw unrecognizedUrl(method, path);
}
