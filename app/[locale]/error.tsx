"use client";

import { useTranslations } from "next-intl";
import { Brand } from "@/components/shell/brand";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";

/** Says nothing of the exception: its message is for the log. */
export default function Broken({ retry }: { retry: () => void }) {
  const t = useTranslations("broken");
  return (
    <div className="sheet">
      <header className="row top">
        <Brand name={t("brand")} />
      </header>
      <main className="row opening">
        <div className="side" />
        <div className="py-12">
          <h1 className="display">{t("title")}</h1>
          <p className="t16 q mt-3 max-w-[68ch]">{t("text")}</p>
          <p className="mt-7 flex flex-wrap gap-3">
            <Button size="lg" onClick={retry}>
              {t("again")}
            </Button>
            <LinkButton href="/status" size="lg">
              {t("status")}
            </LinkButton>
          </p>
        </div>
      </main>
    </div>
  );
}
