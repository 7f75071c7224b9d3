import { createNavigation } from "next-intl/navigation";
import { routing } from "@/i18n/routing";

/** Link and friends that put the locale in front of a path: <Link href="/datasets"> becomes /en/datasets. */
export const { Link, redirect, usePathname, useRouter, getPathname } = createNavigation(routing);
