import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { marketNav } from "@/app/[locale]/(market)/market-nav";
import { AddPasskey } from "@/app/[locale]/account/add-passkey";
import { CloseAccount } from "@/app/[locale]/account/close-account";
import { PasskeyList } from "@/app/[locale]/account/passkey-list";
import { ConfirmPhone, ForgetPhone } from "@/app/[locale]/account/phone";
import { Sessions } from "@/app/[locale]/account/sessions";
import { SignOut } from "@/app/[locale]/account/sign-out";
import { ConfirmWho } from "@/app/[locale]/confirm-who";
import { homeOf, worksAtDesk } from "@/app/[locale]/sign-in/home-of";
import { Opening, Section } from "@/components/shell/section";
import { Sheet } from "@/components/shell/sheet";
import { Slip } from "@/components/ui/slip";
import { StateWord } from "@/components/ui/state-word";
import type { Viewer } from "@/db/viewer";
import { ClientWords } from "@/i18n/client-words";
import { Link, redirect } from "@/i18n/navigation";
import { formatDate } from "@/lib/format";
import { myAccount, myPhone, myWaysIn, type WayIn } from "@/lib/identity/read";
import { viewer } from "@/lib/identity/viewer";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account");
  return { title: t("title"), robots: { index: false } };
}

export default async function Account() {
  const locale = await getLocale();
  const person = await viewer();
  const me = await myAccount(person);
  if (!me) return redirect({ href: { pathname: "/sign-in", query: { next: `/${locale}/account` } }, locale });
  const ways = await myWaysIn(person);
  const t = await getTranslations("account");
  const passkeys = await getTranslations("passkeys");
  const other = locale === "fr" ? "en" : "fr";
  return (
    <ConfirmWho>
      <ClientWords namespaces={["account", "passkeys", "errors"]}>
        <Sheet nav={await marketNav()}>
          <Opening title={t("title")} lede={t("lede")} />
          <Section title={t("who")} tight>
            <Who me={me} />
          </Section>
          <Section title={t("sessions")} note={t("sessionsNote")} id="sessions">
            <Sessions sessions={ways.filter((way) => way.kind === "session")} />
          </Section>
          <Section title={passkeys("title")} note={passkeys("titleNote")} id="passkeys">
            <Passkeys passkeys={ways.filter((way) => way.kind === "passkey")} role={me.role} />
          </Section>
          {me.role === "contributor" && (
            <Section title={t("phone")} note={t("phoneNote")} id="phone">
              <Phone person={person} />
            </Section>
          )}
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
            <SignOut />
          </Section>
          {(me.role === "contributor" || me.role === "buyer") && (
            <Section title={t("close")} note={t("closeNote")} id="close">
              <CloseAccount role={me.role} />
            </Section>
          )}
        </Sheet>
      </ClientWords>
    </ConfirmWho>
  );
}

type Me = NonNullable<Awaited<ReturnType<typeof myAccount>>>;

async function Who({ me }: { me: Me }) {
  const t = await getTranslations("account");
  const lines = [
    { key: "handle", term: t("handle"), amount: <span className="mono">{me.handle}</span> },
    { key: "role", term: t("role"), amount: t(`roles.${me.role}`) },
    { key: "since", term: t("since"), amount: formatDate(me.createdAt, await getLocale()) },
    { key: "home", term: t("home"), amount: <Link href={homeOf(me.role)}>{t("homeLink")}</Link> },
  ];
  return (
    <div className="max-w-[560px]">
      <Slip lines={lines} />
    </div>
  );
}

async function Passkeys({ passkeys, role }: { passkeys: WayIn[]; role: string }) {
  const t = await getTranslations("passkeys");
  return (
    <>
      <PasskeyList passkeys={passkeys} />
      <h3 className="b mt-6 mb-3">{t("addTitle")}</h3>
      <AddPasskey needsCode={passkeys.length === 0 && worksAtDesk(role)} />
    </>
  );
}

async function Phone({ person }: { person: Viewer }) {
  const t = await getTranslations("account");
  const phone = await myPhone(person);
  if (!phone) return <ConfirmPhone />;
  return (
    <div className="grid gap-4">
      <StateWord state="stands">
        {t("phoneStands", { date: formatDate(phone.confirmedAt, await getLocale()) })}
      </StateWord>
      <p className="q max-w-[64ch]">{t("phoneText")}</p>
      <div>
        <ForgetPhone />
      </div>
    </div>
  );
}
