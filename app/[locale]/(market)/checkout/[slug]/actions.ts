"use server";

import { redirect } from "next/navigation";
import { formAction } from "@/app/action";
import { slug } from "@/lib/catalog/input";
import { createOrganisation } from "@/lib/identity/create-organisation";
import { organisationInput } from "@/lib/identity/input";
import { checkoutInput } from "@/lib/orders/input";
import { startCheckout } from "@/lib/orders/start-checkout";

export const nameCompany = formAction(organisationInput.extend({ slug }), async (me, input, { locale }) => {
  const { slug: wanted, ...company } = input;
  await createOrganisation(me, company);
  redirect(`/${locale}/checkout/${wanted}`);
});

/** Answers with why there is nothing to pay; otherwise goes to Stripe's page, or to what is owned already. */
export const order = formAction(checkoutInput, async (me, { versionId, poNumber }, { locale }) => {
  const outcome = await startCheckout(me, { versionId, poNumber, locale });
  if (outcome.kind === "pay") redirect(outcome.url);
  if (outcome.kind === "owned") redirect(`/${locale}/library/${versionId}`);
  return outcome.kind;
});
