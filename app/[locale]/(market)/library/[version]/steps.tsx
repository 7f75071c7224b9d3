import { getLocale, getTranslations } from "next-intl/server";
import type { Held } from "@/app/[locale]/(market)/library/[version]/held";
import { StateWord } from "@/components/ui/state-word";
import { formatDateTime } from "@/lib/format";

/** How far the licence got: terms, payment, files. */
export async function Steps({ held }: { held: Held }) {
  const t = await getTranslations("library");
  const licences = await getTranslations("licences");
  const locale = await getLocale();
  const at = (date: Date | string) => formatDateTime(date, locale);
  return (
    <ol className="steps mt-5">
      <li>
        <StateWord state="stands">{t("stepTerms")}</StateWord>
        <small>{licences(`${held.licence}.name`)}</small>
      </li>
      <li>
        <StateWord state="stands">{t("stepPaid")}</StateWord>
        <small>{at(held.since)}</small>
      </li>
      <li>
        <Last held={held} />
      </li>
    </ol>
  );
}

async function Last({ held }: { held: Held }) {
  const t = await getTranslations("library");
  const locale = await getLocale();
  if (held.revokedAt) {
    return (
      <>
        <StateWord state="stopped">{t("ended")}</StateWord>
        <small>{formatDateTime(held.revokedAt, locale)}</small>
      </>
    );
  }
  if (held.state === "withdrawn") {
    return (
      <>
        <StateWord state="withdrawn">{t("withdrawn")}</StateWord>
        <small>{t("stepStopped")}</small>
      </>
    );
  }
  return (
    <>
      <StateWord state="stands">{t("stepReady")}</StateWord>
      <small>{t("stepReadyNote")}</small>
    </>
  );
}
