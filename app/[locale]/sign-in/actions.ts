"use server";

import { formAction } from "@/app/action";
import { signInInput } from "@/lib/identity/input";
import { requestSignIn } from "@/lib/identity/request-sign-in";

export const askForLink = formAction(signInInput, async (_me, input) => {
  await requestSignIn(input);
  return "sent";
});
