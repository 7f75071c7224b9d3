"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { payoutCountries } from "@/app/[locale]/(studio)/studio/money/countries";
import { formAction } from "@/app/action";
import { startOnboarding } from "@/lib/ledger/start-onboarding";

export const setUpPayouts = formAction(
  z.strictObject({ country: z.enum(payoutCountries) }),
  async (me, { country }) => {
    await startOnboarding(me, country);
    refresh();
    return undefined;
  },
);
