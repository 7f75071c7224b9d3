import { notFound } from "next/navigation";
import { connection } from "next/server";
import { env } from "@/lib/env";

/** A page that helps us build: shown where mails end in a mailbox page, which is no market; elsewhere there is no such page. */
export async function forOurselves(): Promise<void> {
  await connection(); // settings are read when it runs, not when it is built
  if (!env().MAILBOX_URL) notFound();
}
