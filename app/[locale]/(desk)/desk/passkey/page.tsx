import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { GoOnRaised } from "@/app/[locale]/(desk)/desk/passkey/go-on-raised";
import { signedIn } from "@/app/[locale]/(desk)/enter-desk";
import { marketNav } from "@/app/[locale]/(market)/market-nav";
import { AddPasskey } from "@/app/[locale]/account/add-passkey";
import { homeOf, worksAtDesk } from "@/app/[locale]/sign-in/home-of";
import { Opening, Section } from "@/components/shell/section";
import { Sheet } from "@/components/shell/sheet";
import { ClientWords } from "@/i18n/client-words";
import { redirect } from "@/i18n/navigation";
import { myWaysIn } from "@/lib/identity/read";

interface Props {
  params: Promise<{ locale: string }>;
  searchParams: Promise<{ next?: string | string[] }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("passkeys");
  return { title: t("deskTitle"), robots: { index: false } };
}

/** The door of the desk: one tap, or, for who was just appointed, the first passkey. Then the page that was wanted. */
export default async function DeskPasskey({ params, searchParams }: Props) {
  const { locale } = await params;
  const me = await signedIn(locale, "/desk");
  if (!worksAtDesk(me.role)) notFound();
  const { next: asked } = await searchParams;
  const next = ownDeskPage(asked, locale) ?? homeOf(me.role);
  if (me.aal >= 2) redirect({ href: next, locale });
  const first = !(await myWaysIn(me)).some((way) => way.kind === "passkey");
  const t = await getTranslations("passkeys");
  return (
    <Sheet nav={await marketNav()}>
      <Opening title={t(first ? "deskFirstTitle" : "deskTitle")} lede={t(first ? "deskFirstLede" : "deskLede")} />
      <Section title={t(first ? "addTitle" : "deskUse")} note={t(first ? "titleNote" : "deskUseNote")}>
        <ClientWords namespaces={["passkeys", "errors"]}>
          {first ? <AddPasskey needsCode next={`/${locale}${next}`} /> : <GoOnRaised next={`/${locale}${next}`} />}
        </ClientWords>
        <p className="q mt-5 max-w-[64ch]">{t("after")}</p>
        {!first && <p className="q mt-2 max-w-[64ch]">{t("deskLost")}</p>}
      </Section>
    </Sheet>
  );
}

/** A page of the desk without its locale; anything else would lead away from it. */
function ownDeskPage(asked: string | string[] | undefined, locale: string): string | undefined {
  const path = typeof asked === "string" && asked.length <= 500 ? asked.slice(locale.length + 1) : "";
  return typeof asked === "string" && asked.startsWith(`/${locale}/desk`) && /^\/desk(?:[/?][\w/?=&%.-]*)?$/.test(path)
    ? path
    : undefined;
}
