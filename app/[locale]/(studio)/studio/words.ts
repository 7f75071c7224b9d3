import { getLocale, getTranslations } from "next-intl/server";
import { formatMicros, formatMinutes } from "@/lib/format";
import { messages } from "@/messages/load";

const inMessages = async () => messages[(await getLocale()) === "fr" ? "fr" : "en"];

/** Words for kinds of struck-out things, by the mark in lower case. */
export async function kindWords(): Promise<Record<string, string>> {
  return (await inMessages()).kind;
}

/** The text that a contributor agrees to, and the one for whom they ask: the very strings that are shown and hashed. */
export const noticesIn = (locale: "en" | "fr") => messages[locale].consent;

/** "$0.30 a minute", of micro-USD a second. */
export const perMinute = (rateMicrosPerSecond: bigint, locale: string) =>
  formatMicros(rateMicrosPerSecond * 60n, locale);

/** "47 min 0 s x $0.30" */
export async function workingOf(durationSeconds: number, rateMicrosPerSecond: bigint): Promise<string> {
  const locale = await getLocale();
  const t = await getTranslations("studio");
  return t("working", {
    minutes: formatMinutes(durationSeconds, locale),
    rate: perMinute(rateMicrosPerSecond, locale),
  });
}
