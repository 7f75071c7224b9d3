"use client";

import { homeOf } from "@/app/[locale]/sign-in/home-of";
import { takeWanted } from "@/app/[locale]/sign-in/wanted-page";

/** To where somebody wanted to go before they had to sign in, or home. A whole new page: nothing of a visitor stays in memory. */
export function goOn(locale: string, role: string): void {
  location.assign(takeWanted() ?? `/${locale}${homeOf(role)}`);
}
