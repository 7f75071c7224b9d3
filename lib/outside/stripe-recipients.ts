import type Stripe from "stripe";

export interface RecipientInput {
  contributorId: string;
  email?: string;
  /** ISO 3166 alpha-2. */
  country: string;
}

/**
 * Makes the connected account (Accounts v2, recipient configuration) that a contributor is paid through.
 * Asking twice for the same contributor gives the same account.
 */
export async function createRecipientAccount(stripe: Stripe, input: RecipientInput): Promise<{ accountId: string }> {
  const account = await stripe.v2.core.accounts.create(
    {
      ...(input.email === undefined ? {} : { contact_email: input.email }),
      dashboard: "express",
      identity: { country: input.country.toLowerCase(), entity_type: "individual" },
      configuration: {
        recipient: { capabilities: { stripe_balance: { stripe_transfers: { requested: true } } } },
      },
      defaults: { responsibilities: { fees_collector: "application", losses_collector: "application" } },
      metadata: { contributorId: input.contributorId },
    },
    { idempotencyKey: `recipient:${input.contributorId}` },
  );
  return { accountId: account.id };
}

export interface OnboardingInput {
  accountId: string;
  /** Where the person comes back to, finished or not. */
  returnUrl: string;
  /** Where Stripe sends a person whose link is used or too old; it should make a new link. */
  refreshUrl: string;
}

export interface OnboardingLink {
  url: string;
  expiresAt: Date;
}

/** A single-use address of Stripe's own form, where a person says who and which bank is paid. */
export async function createOnboardingLink(stripe: Stripe, input: OnboardingInput): Promise<OnboardingLink> {
  const link = await stripe.v2.core.accountLinks.create({
    account: input.accountId,
    use_case: {
      type: "account_onboarding",
      account_onboarding: { return_url: input.returnUrl, refresh_url: input.refreshUrl },
    },
  });
  return { url: link.url, expiresAt: new Date(link.expires_at) };
}

/**
 * `active`: may be paid. `pending`: the person has not finished the form, or Stripe is still checking.
 * `restricted`: Stripe wants more from the person than the form asked, has refused them, or the account is closed.
 */
export type RecipientStatus = "pending" | "active" | "restricted";

export async function readRecipientStatus(stripe: Stripe, accountId: string): Promise<RecipientStatus> {
  const account = await stripe.v2.core.accounts.retrieve(accountId, {
    include: ["configuration.recipient", "requirements"],
  });
  const transfers = account.configuration?.recipient?.capabilities?.stripe_balance?.stripe_transfers;
  if (account.closed || !transfers) return "restricted";
  if (transfers.status === "active" || transfers.status === "pending") return transfers.status;
  const refused = transfers.status !== "restricted" || transfers.status_details.some(isFinal);
  const rejectedAnswer = account.requirements?.entries?.some(({ errors }) => errors.length > 0) ?? false;
  return refused || rejectedAnswer ? "restricted" : "pending";
}

function isFinal({ resolution }: { resolution: string }): boolean {
  return resolution !== "provide_info";
}
