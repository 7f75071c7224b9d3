import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { marketNav } from "@/app/[locale]/(market)/market-nav";
import { SignOut } from "@/app/[locale]/account/sign-out";
import { homeOf } from "@/app/[locale]/sign-in/home-of";
import { Opening, Section } from "@/components/shell/section";
import { Sheet } from "@/components/shell/sheet";
import { Slip } from "@/components/ui/slip";
import { ClientWords } from "@/i18n/client-words";
import { Link, redirect } from "@/i18n/navigation";
import { formatDate } from "@/lib/format";
import { myAccount } from "@/lib/identity/read";
import { viewer } from "@/lib/identity/viewer";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account");
  return { title: t("title"), robots: { index: false } };
}

export default async function Account() {
  const locale = await getLocale();
  const me = await myAccount(await viewer());
  if (!me) return redirect({ href: { pathname: "/sign-in", query: { next: `/${locale}/account` } }, locale });
  const t = await getTranslations("account");
  const lines = [
    { key: "handle", term: t("handle"), amount: <span className="mono">{me.handle}</span> },
    { key: "role", term: t("role"), amount: t(`roles.${me.role}`) },
    { key: "since", term: t("since"), amount: formatDate(me.createdAt, locale) },
    { key: "home", term: t("home"), amount: <Link href={homeOf(me.role)}>{t("homeLink")}</Link> },
  ];
  const other = locale === "fr" ? "en" : "fr";
  return (
    <Sheet nav={await marketNav()}>
      <Opening title={t("title")} lede={t("lede")} />
      <Section title={t("who")} tight>
        <div className="max-w-[560px]">
          <Slip lines={lines} />
        </div>
      </Section>
      <Section title={t("language")} note={t("languageNote")}>
        <p>
          {t("here")}{" "}
          <Link href="/account" locale={other} lang={other} hrefLang={other}>
            {t("other")}
          </Link>
        </p>
      </Section>
      <Section title={t("leave")} note={t("leaveNote")}>
        <p className="q mb-4">{t("leaveText")}</p>
        <ClientWords namespaces={["account"]}>
          <SignOut />
        </ClientWords>
      </Section>
    </Sheet>
  );
}
