"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { formAction } from "@/app/action";
import { createKey } from "@/lib/identity/create-key";
import { keyInput } from "@/lib/identity/input";
import { revokeKey } from "@/lib/identity/revoke-key";

/** The key itself, this once. */
export const makeKey = formAction(keyInput, async (me, { label }) => {
  const key = await createKey(me, label);
  refresh();
  return key;
});

export const endKey = formAction(z.strictObject({ keyId: z.uuid() }), async (me, { keyId }) => {
  await revokeKey(me, keyId);
  refresh();
  return undefined;
});
