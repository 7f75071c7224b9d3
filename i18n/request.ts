import { locale as pathLocale } from "next/root-params";
import { hasLocale } from "next-intl";
import { getRequestConfig } from "next-intl/server";
import { routing } from "@/i18n/routing";
import { messages } from "@/messages/load";

/**
 * The locale comes from the path alone (a root parameter), never from a header or a cookie.
 * Server actions and route handlers have no root parameters: there, pass it: getTranslations({ locale, namespace }).
 */
export default getRequestConfig(async ({ locale }) => {
  const wanted = locale ?? (await pathLocale());
  const known = hasLocale(routing.locales, wanted) ? wanted : routing.defaultLocale;
  return { locale: known, messages: messages[known], timeZone: "UTC" };
});
