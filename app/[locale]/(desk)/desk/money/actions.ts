"use server";

import { z } from "zod";
import { formAction } from "@/app/action";
import { redirect } from "@/i18n/navigation";
import { runPayouts } from "@/lib/ledger/run-payouts";

export const run = formAction(z.strictObject({}), async (me, _input, { locale }) => {
  const runId = await runPayouts(me);
  return redirect({ href: `/desk/money/runs/${runId}`, locale });
});
