import type Stripe from "stripe";
import { z } from "zod";
import { invalidRequest } from "./errors.ts";
import { newId } from "./ids.ts";
import type { Only } from "./input.ts";
import { type Route, route } from "./route.ts";
import { find, isoTime, type World } from "./world.ts";

export type Account = Stripe.V2.Core.Account;
type Capability = Stripe.V2.Core.Account.Configuration.Recipient.Capabilities.StripeBalance.StripeTransfers;
type Entry = Stripe.V2.Core.Account.Requirements.Entry;

/** A connected account with all its fields; answers leave out what `include` does not name. */
export interface StoredAccount {
  account: Account;
  /** What the person typed in the hosted onboarding: the last four digits only. */
  onboarded: { legalName: string; country: string; bankLast4: string } | null;
}

/** Countries that Connect's self-serve recipients can be in. */
export const COUNTRIES: Record<string, string> = {
  us: "United States",
  gb: "United Kingdom",
  ca: "Canada",
  ch: "Switzerland",
  at: "Austria",
  be: "Belgium",
  de: "Germany",
  es: "Spain",
  fi: "Finland",
  fr: "France",
  ie: "Ireland",
  it: "Italy",
  nl: "Netherlands",
  pl: "Poland",
  pt: "Portugal",
  se: "Sweden",
};

const INCLUDES = [
  "configuration.customer",
  "configuration.merchant",
  "configuration.recipient",
  "defaults",
  "future_requirements",
  "identity",
  "requirements",
] as const;

const include = z.array(z.enum(INCLUDES)).max(INCLUDES.length).optional();

const creation = z.strictObject({
  contact_email: z.email().optional(),
  display_name: z.string().max(200).optional(),
  dashboard: z.enum(["express", "full", "none"]).optional(),
  identity: z.strictObject({
    country: z.string().regex(/^[A-Za-z]{2}$/),
    entity_type: z.enum(["individual", "company"]).optional(),
  }),
  configuration: z.strictObject({
    recipient: z.strictObject({
      capabilities: z.strictObject({
        stripe_balance: z.strictObject({ stripe_transfers: z.strictObject({ requested: z.literal(true) }) }),
      }),
    }),
  }),
  defaults: z
    .strictObject({
      currency: z.string().length(3).optional(),
      responsibilities: z.strictObject({
        fees_collector: z.enum(["application", "application_custom", "application_express", "stripe"]),
        losses_collector: z.enum(["application", "stripe"]),
      }),
    })
    .optional(),
  metadata: z.record(z.string(), z.string()).optional(),
  include,
} satisfies Only<Stripe.V2.Core.AccountCreateParams>);

function createAccount(world: World, input: z.infer<typeof creation>): Account {
  const country = input.identity.country.toLowerCase();
  if (!Object.hasOwn(COUNTRIES, country)) {
    throw invalidRequest("unsupported_country", `Recipients in '${country}' are not supported.`, "identity[country]");
  }
  const account: Account = {
    id: newId("acct_1", 15),
    object: "v2.core.account",
    applied_configurations: ["recipient"],
    closed: false,
    configuration: {
      recipient: {
        applied: true,
        capabilities: { stripe_balance: { stripe_transfers: capability("restricted") } },
      },
    },
    ...(input.contact_email ? { contact_email: input.contact_email } : {}),
    created: isoTime(world.nowSeconds()),
    dashboard: input.dashboard ?? "express",
    defaults: {
      responsibilities: input.defaults?.responsibilities ?? { fees_collector: "stripe", losses_collector: "stripe" },
    } as NonNullable<Account["defaults"]>,
    ...(input.display_name ? { display_name: input.display_name } : {}),
    identity: { country, entity_type: input.identity.entity_type ?? "individual" },
    livemode: false,
    metadata: input.metadata ?? {},
    requirements: { entries: FIRST_REQUIREMENTS.map((description) => requirement(description)) },
  };
  world.tables.accounts.set(account.id, { account, onboarded: null });
  announce(world, account, "v2.core.account.created");
  return visible(account, input.include);
}

const FIRST_REQUIREMENTS = [
  "identity.individual.legal_name",
  "identity.individual.id_numbers.us_ssn",
  "defaults.payout_methods",
];

function requirement(description: string, errors: Entry["errors"] = []): Entry {
  return {
    awaiting_action_from: "user",
    description,
    errors,
    impact: {
      restricts_capabilities: [
        {
          capability: "stripe_balance.stripe_transfers",
          configuration: "recipient",
          deadline: { status: "currently_due" },
        },
      ],
    },
    minimum_deadline: { status: "currently_due" },
    requested_reasons: [{ code: "routine_onboarding" }],
  };
}

export type CapabilityStatus = "active" | "pending" | "restricted" | "rejected";

const DETAILS: Record<CapabilityStatus, Capability["status_details"]> = {
  active: [],
  pending: [{ code: "requirements_pending_verification", resolution: "no_resolution" }],
  restricted: [{ code: "requirements_past_due", resolution: "provide_info" }],
  rejected: [{ code: "rejected_other", resolution: "contact_stripe" }],
};

function capability(status: CapabilityStatus): Capability {
  return { status, status_details: DETAILS[status] };
}

/** Sets what Stripe has decided about a recipient, with what it still asks for. */
export function decideOn(
  world: World,
  account: Account,
  status: CapabilityStatus,
  wanted: { description: string; errors: Entry["errors"] }[] = [],
): void {
  const balance = account.configuration?.recipient?.capabilities?.stripe_balance;
  if (!balance) throw new Error(`${account.id} has no recipient configuration`);
  balance.stripe_transfers = capability(status);
  account.requirements = { entries: wanted.map(({ description, errors }) => requirement(description, errors)) };
  announce(world, account, "v2.core.account[requirements].updated");
  announce(world, account, "v2.core.account[configuration.recipient].capability_status_updated");
}

export function closeAccount(world: World, account: Account): void {
  account.closed = true;
  announce(world, account, "v2.core.account.closed");
}

export function mayReceiveTransfers({ account }: StoredAccount): boolean {
  const transfers = account.configuration?.recipient?.capabilities?.stripe_balance?.stripe_transfers;
  return account.closed !== true && transfers?.status === "active";
}

function announce(world: World, account: Account, type: string): void {
  world.emitThin(type, { id: account.id, type: "v2.core.account", url: `/v2/core/accounts/${account.id}` });
}

/** v2 answers only the parts that the request asks to include. */
function visible(account: Account, included: readonly string[] = []): Account {
  const { configuration, defaults, identity, requirements, ...always } = account;
  const has = (part: string) => included.includes(part);
  return {
    ...always,
    ...(has("configuration.recipient") && configuration ? { configuration } : {}),
    ...(has("defaults") && defaults ? { defaults } : {}),
    ...(has("identity") && identity ? { identity } : {}),
    ...(has("requirements") && requirements ? { requirements } : {}),
  };
}

export const accountRoutes: Route[] = [
  route({
    method: "POST",
    path: "/v2/core/accounts",
    permission: "Accounts Write",
    input: creation,
    run: (world, { input }) => createAccount(world, input),
  }),
  route({
    method: "GET",
    path: "/v2/core/accounts/:id",
    permission: "Accounts Read",
    input: z.strictObject({ include }),
    run: (world, { ids: [id = ""], input }) =>
      visible(find(world.tables.accounts, id, "account").account, input.include),
  }),
  route({
    method: "POST",
    path: "/v2/core/accounts/:id/close",
    permission: "Accounts Write",
    input: z.strictObject({ applied_configurations: z.array(z.literal("recipient")).optional() }),
    run: (world, { ids: [id = ""] }) => {
      const { account } = find(world.tables.accounts, id, "account");
      closeAccount(world, account);
      return visible(account);
    },
  }),
];
