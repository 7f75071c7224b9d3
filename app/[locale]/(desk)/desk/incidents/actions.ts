"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { formAction } from "@/app/action";
import { approveResume } from "@/lib/incidents/approve-resume";
import { scope, suspendInput } from "@/lib/incidents/input";
import { proposeResume } from "@/lib/incidents/propose-resume";
import { suspend } from "@/lib/incidents/suspend";

export const stop = formAction(suspendInput, async (me, input) => {
  await suspend(me, input);
  refresh();
  return undefined;
});

export const propose = formAction(z.strictObject({ scope }), async (me, input) => {
  await proposeResume(me, input.scope);
  refresh();
  return undefined;
});

export const approve = formAction(z.strictObject({ requestId: z.uuid() }), async (me, input) => {
  await approveResume(me, input.requestId);
  refresh();
  return undefined;
});
