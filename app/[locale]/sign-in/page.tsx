import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { marketNav } from "@/app/[locale]/(market)/market-nav";
import { homeOf } from "@/app/[locale]/sign-in/home-of";
import { SignInForm } from "@/app/[locale]/sign-in/sign-in-form";
import { Opening, Section } from "@/components/shell/section";
import { Sheet } from "@/components/shell/sheet";
import { ClientWords } from "@/i18n/client-words";
import { Link, redirect } from "@/i18n/navigation";
import { env } from "@/lib/env";
import { viewer } from "@/lib/identity/viewer";

interface Props {
  searchParams: Promise<{ for?: string | string[]; next?: string | string[] }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("signIn");
  return { title: t("title"), robots: { index: false } };
}

export default async function SignIn({ searchParams }: Props) {
  const asked = await searchParams;
  const me = await viewer();
  if (me.via === "session") redirect({ href: homeOf(me.role), locale: await getLocale() });
  const t = await getTranslations("signIn");
  return (
    <Sheet nav={await marketNav()}>
      <Opening title={t("title")} lede={t("lede")} />
      <Section title={t("email")} note={<Link href="/promise">{t("promise")}</Link>}>
        <ClientWords namespaces={["signIn", "errors"]}>
          <SignInForm
            intent={asked.for === "buyer" ? "buyer" : "contributor"}
            wanted={typeof asked.next === "string" ? asked.next : undefined}
            mailbox={env().MAILBOX_URL !== undefined}
          />
        </ClientWords>
      </Section>
    </Sheet>
  );
}
