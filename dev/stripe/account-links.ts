import type Stripe from "stripe";
import { z } from "zod";
import { newId } from "./ids.ts";
import { webUrl } from "./input.ts";
import { type Route, route } from "./route.ts";
import { find, isoTime, type World } from "./world.ts";

/** A single-use way into the hosted onboarding. */
export interface StoredAccountLink {
  token: string;
  account: string;
  returnUrl: string;
  refreshUrl: string;
  expiresAt: number;
  used: boolean;
}

const LIFE_SECONDS = 600;

const flow = z.strictObject({
  collection_options: z
    .strictObject({
      fields: z.enum(["currently_due", "eventually_due"]).optional(),
      future_requirements: z.enum(["include", "omit"]).optional(),
    })
    .optional(),
  refresh_url: webUrl,
  return_url: webUrl,
});

const creation = z.strictObject({
  account: z.string().min(1),
  use_case: z.discriminatedUnion("type", [
    z.strictObject({ type: z.literal("account_onboarding"), account_onboarding: flow }),
    z.strictObject({ type: z.literal("account_update"), account_update: flow }),
  ]),
});

function createLink(world: World, input: z.infer<typeof creation>): Stripe.V2.Core.AccountLink {
  const { account } = find(world.tables.accounts, input.account, "account", "account");
  const useCase = input.use_case;
  const { refresh_url, return_url } =
    useCase.type === "account_onboarding" ? useCase.account_onboarding : useCase.account_update;
  const link: StoredAccountLink = {
    token: newId("al_"),
    account: account.id,
    returnUrl: return_url,
    refreshUrl: refresh_url,
    expiresAt: world.nowSeconds() + LIFE_SECONDS,
    used: false,
  };
  world.tables.accountLinks.set(link.token, link);
  return {
    object: "v2.core.account_link",
    account: account.id,
    created: isoTime(world.nowSeconds()),
    expires_at: isoTime(link.expiresAt),
    livemode: false,
    url: `${world.pageOrigin}/setup/e/${account.id}/${link.token}`,
    use_case: useCase as Stripe.V2.Core.AccountLink.UseCase,
  };
}

export const accountLinkRoutes: Route[] = [
  route({
    method: "POST",
    path: "/v2/core/account_links",
    permission: "Account Links Write",
    input: creation,
    run: (world, { input }) => createLink(world, input),
  }),
];
