import "@/app/globals.css";
import type { Metadata, Viewport } from "next";
import { hasLocale } from "next-intl";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { fraunces, inter, jetbrains } from "@/app/fonts";
import { Stripes } from "@/components/charts/stripes";
import { THEME_SCRIPT } from "@/components/shell/theme-script";
import { ClientWords } from "@/i18n/client-words";
import { routing } from "@/i18n/routing";

interface LayoutProps {
  children: ReactNode;
  params: Promise<{ locale: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("shell");
  const brand = t("brand");
  return { title: { default: brand, template: `%s · ${brand}` }, description: t("description") };
}

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbfaf7" },
    { media: "(prefers-color-scheme: dark)", color: "#131210" },
  ],
};

/** The root layout. The theme script has run before React looks, so the attribute it sets is not a mismatch. */
export default async function RootLayout({ children, params }: LayoutProps) {
  const { locale } = await params;
  const lang = hasLocale(routing.locales, locale) ? locale : routing.defaultLocale;
  const fonts = `${inter.variable} ${fraunces.variable} ${jetbrains.variable}`;
  return (
    <html lang={lang} className={fonts} suppressHydrationWarning>
      <head>
        <script>{THEME_SCRIPT}</script>
      </head>
      <body>
        <Stripes />
        <ClientWords namespaces={["broken"]}>{children}</ClientWords>
      </body>
    </html>
  );
}
