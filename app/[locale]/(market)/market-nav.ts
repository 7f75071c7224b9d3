import { getTranslations } from "next-intl/server";
import type { NavItem } from "@/components/shell/nav-item";

/** The head of every market page, the same for everybody. */
export async function marketNav(): Promise<NavItem[]> {
  const t = await getTranslations("shell");
  return [
    { href: "/datasets", label: t("catalogue") },
    { href: "/studio", label: t("share"), current: false, personal: true },
    { href: "/promise", label: t("promise") },
    { href: "/status", label: t("status") },
  ];
}
