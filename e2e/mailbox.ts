import { test } from "@playwright/test";

const site = () => Number(new URL(test.info().project.use.baseURL!).port);
/** The ports beside the site's, as dev/settings.ts lays them. */
export const origins = () => ({
  site: test.info().project.use.baseURL!,
  delivery: `http://localhost:${site() + 1}`,
  stripe: `http://127.0.0.1:${site() + 2}`,
  mailbox: `http://127.0.0.1:${site() + 3}`,
});

export type Mail = { id: string; subject: string; text: string };

/** Newest first. */
export const mailsTo = (email: string): Promise<Mail[]> => letters("mail", email);
/** The text messages to a number. */
export const textsTo = (number: string): Promise<Mail[]> => letters("texts", number);

async function letters(kind: "mail" | "texts", to: string): Promise<Mail[]> {
  const answer = await fetch(`${origins().mailbox}/dev/${kind}.json?to=${encodeURIComponent(to)}`);
  return ((await answer.json()) as { mails: Mail[] }).mails;
}
