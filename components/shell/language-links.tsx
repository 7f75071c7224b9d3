"use client";

import { useSearchParams } from "next/navigation";
import { useLocale } from "next-intl";
import { Link, usePathname } from "@/i18n/navigation";

/** The same page in the other language, named in that language. */
export function LanguageLinks({ locales }: { locales: { locale: "en" | "fr"; name: string }[] }) {
  const pathname = usePathname();
  const here = useLocale();
  const query = useSearchParams().toString();
  const others = locales.filter(({ locale }) => locale !== here);
  return others.map(({ locale, name }) => (
    <Link key={locale} href={query ? `${pathname}?${query}` : pathname} locale={locale} lang={locale} hrefLang={locale}>
      {name}
    </Link>
  ));
}
