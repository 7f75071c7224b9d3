import { defineRouting } from "next-intl/routing";

/** The locale is always in the path and never in a cookie, so that a market page depends on its address alone.
 * Only the bare `/` is decided by Accept-Language (proxy.ts). */
export const routing = defineRouting({
  locales: ["en", "fr"],
  defaultLocale: "en",
  localePrefix: "always",
  localeCookie: false,
});
