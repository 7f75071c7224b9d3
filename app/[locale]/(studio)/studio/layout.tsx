import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ConfirmWho } from "@/app/[locale]/confirm-who";
import { StoppedBanner } from "@/app/[locale]/stopped";
import { Sheet } from "@/components/shell/sheet";

/** The edge sends everything under here as no-store; each page asks for itself who is looking. */
export default async function StudioLayout({ children }: { children: ReactNode }) {
  const t = await getTranslations("studio");
  const nav = [
    { href: "/studio", label: t("nav.home") },
    { href: "/studio/recordings", label: t("nav.recordings") },
    { href: "/studio/upload", label: t("nav.upload") },
    { href: "/studio/consents", label: t("nav.consents") },
    { href: "/studio/money", label: t("nav.money") },
    { href: "/studio/voice", label: t("nav.voice") },
  ];
  return (
    <Sheet nav={nav} banner={<StoppedBanner more="/status" />}>
      <ConfirmWho>{children}</ConfirmWho>
    </Sheet>
  );
}
