import { getLocale, getTranslations } from "next-intl/server";
import { type ReactNode, Suspense } from "react";
import { AccountMenu } from "@/components/shell/account-menu";
import { Brand } from "@/components/shell/brand";
import { FindBox } from "@/components/shell/find-box";
import { LanguageLinks } from "@/components/shell/language-links";
import type { NavItem } from "@/components/shell/nav-item";
import { NavFold, NavLinks } from "@/components/shell/nav-links";
import { ThemeToggle } from "@/components/ui/theme-toggle";
import { Link } from "@/i18n/navigation";

interface SheetProps {
  nav: NavItem[];
  /** At the right of the head. Left out: the account menu, which asks for itself who is here. */
  right?: ReactNode;
  /** The search of the catalogue in the head. */
  find?: boolean;
  /** Above the head: what is stopped. */
  banner?: ReactNode;
  /** First in the foot: what the service is doing, as a StateWord; only if it is known. */
  status?: ReactNode;
  children: ReactNode;
}

/** One shell for market, studio and desk: head, the page, colophon, on a ledger sheet. */
export async function Sheet({ nav, right, find = false, banner, status, children }: SheetProps) {
  const t = await getTranslations("shell");
  const locale = await getLocale();
  return (
    <>
      <a className="skip" href="#main">
        {t("skip")}
      </a>
      {banner}
      <div className="sheet">
        <header className="row top">
          <Brand name={t("brand")} />
          <div className="bar">
            <NavLinks items={nav} label={t("mainNav")} />
            <span className="grow" />
            {find && <FindBox action={`/${locale}/datasets`} hideOn="/datasets" label={t("find")} />}
            {right ?? <AccountMenu words={await accountWords()} home={`/${locale}`} />}
            <NavFold items={nav} label={t("menu")} />
            <ThemeToggle label={t("theme")} />
          </div>
        </header>
        <main id="main" tabIndex={-1}>
          {children}
        </main>
        <Colophon status={status} />
      </div>
    </>
  );
}

async function accountWords() {
  const t = await getTranslations("shell");
  return {
    signIn: t("signIn"),
    signOut: t("signOut"),
    menu: t("account"),
    account: t("account"),
    places: { studio: t("studio"), library: t("library"), desk: t("desk") },
  };
}

async function Colophon({ status }: { status: ReactNode }) {
  const t = await getTranslations("shell");
  return (
    <footer className="row colophon">
      <div className="side d0">{t("brand")}</div>
      <div className="c">
        {status}
        <Link href="/status">{t("status")}</Link>
        <Link href="/terms">{t("terms")}</Link>
        <Link href="/privacy">{t("privacy")}</Link>
        <Link href="/promise">{t("promise")}</Link>
        <Suspense>
          <LanguageLinks
            locales={[
              { locale: "en", name: t("english") },
              { locale: "fr", name: t("french") },
            ]}
          />
        </Suspense>
      </div>
    </footer>
  );
}
