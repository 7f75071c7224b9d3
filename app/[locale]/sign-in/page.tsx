import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { z } from "zod";
import { marketNav } from "@/app/[locale]/(market)/market-nav";
import { homeOf } from "@/app/[locale]/sign-in/home-of";
import { SignInForm } from "@/app/[locale]/sign-in/sign-in-form";
import { UsePasskey } from "@/app/[locale]/sign-in/use-passkey";
import { Opening, Section } from "@/components/shell/section";
import { Sheet } from "@/components/shell/sheet";
import { ClientWords } from "@/i18n/client-words";
import { Link, redirect } from "@/i18n/navigation";
import { env } from "@/lib/env";
import { viewer } from "@/lib/identity/viewer";

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** What the address may say; anything else of it is nothing. */
const query = z.object({
  for: z.enum(["contributor", "buyer"]).catch("contributor"),
  next: z.string().max(500).optional().catch(undefined),
  again: z.string().max(10).optional().catch(undefined),
});

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("signIn");
  return { title: t("title"), robots: { index: false } };
}

export default async function SignIn({ searchParams }: Props) {
  const asked = query.parse(await searchParams);
  const me = await viewer();
  // `again`: to be fresh, where there is no passkey that could say so
  if (me.via === "session" && asked.again === undefined) redirect({ href: homeOf(me.role), locale: await getLocale() });
  const t = await getTranslations("signIn");
  return (
    <Sheet nav={await marketNav()}>
      <Opening title={t("title")} lede={t("lede")} />
      <Section title={t("email")} note={<Link href="/promise">{t("promise")}</Link>}>
        <ClientWords namespaces={["signIn", "errors"]}>
          <SignInForm intent={asked.for} wanted={asked.next} mailbox={env().MAILBOX_URL !== undefined} />
        </ClientWords>
      </Section>
      <Section title={t("passkey")} note={t("passkeyNote")}>
        <ClientWords namespaces={["signIn", "passkeys"]}>
          <UsePasskey wanted={asked.next} />
        </ClientWords>
      </Section>
    </Sheet>
  );
}
