import { answerCheckout } from "./checkout-page.ts";
import { answerOnboarding } from "./onboarding-page.ts";
import { layout, type Page } from "./page.ts";
import { matchPath } from "./route.ts";
import type { World } from "./world.ts";

/** The pages a person meets at Stripe: paying, and telling Stripe who is to be paid. */
export function answerPage(world: World, method: string, path: string, body: string): Page {
  const form = method === "POST" ? new URLSearchParams(body) : null;
  const checkout = matchPath("/c/pay/:session", path);
  if (checkout) return answerCheckout(world, checkout[0] ?? "", form);
  const onboarding = matchPath("/setup/e/:account/:token", path);
  if (onboarding) return answerOnboarding(world, onboarding[0] ?? "", onboarding[1] ?? "", form);
  return layout(404, "Page not found", "<h1>Page not found</h1><p>The emulator has no page at this address.</p>");
}
