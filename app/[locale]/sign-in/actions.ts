"use server";

import { headers } from "next/headers";
import { z } from "zod";
import { keepBrowser } from "@/app/[locale]/sign-in/keep-browser";
import { formAction } from "@/app/action";
import { signInInput } from "@/lib/identity/input";
import { limitVisitor } from "@/lib/identity/limit-visitor";
import { requestSignIn } from "@/lib/identity/request-sign-in";
import { visitorOf } from "@/lib/web/visitor-address";

export const askForLink = formAction(signInInput, async (_me, input) => {
  await limitVisitor("sign-in", visitorOf(await headers()));
  await requestSignIn(input, await keepBrowser());
  return "sent";
});

/** Before a passkey is asked for: its answer is good in this browser alone. */
export const knowThisBrowser = formAction(z.strictObject({}), async () => {
  await keepBrowser();
  return undefined;
});
