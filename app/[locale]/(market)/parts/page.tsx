import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Demo } from "@/app/[locale]/(market)/demo";
import { Charts } from "@/app/[locale]/(market)/parts/charts";
import { Buttons, Floats } from "@/app/[locale]/(market)/parts/controls";
import { Forms } from "@/app/[locale]/(market)/parts/forms";
import { Notes } from "@/app/[locale]/(market)/parts/notes";
import { Tables } from "@/app/[locale]/(market)/parts/tables";
import { Player, Waves, Words } from "@/app/[locale]/(market)/parts/waves";
import { forOurselves } from "@/app/[locale]/for-ourselves";
import { Opening, Section } from "@/components/shell/section";

/** For ourselves: every part in every state, in both themes and at every width. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("parts");
  return { title: t("title"), robots: { index: false } };
}

export default async function Parts() {
  await forOurselves();
  const t = await getTranslations("parts");
  return (
    <>
      <Opening title={t("title")} />
      <Section title={t("buttons")} note={t("buttonsNote")}>
        <Buttons />
        <Floats />
      </Section>
      <Section title={t("wave")} note={t("waveNote")}>
        <Waves />
      </Section>
      <Section title={t("player")}>
        <Player />
      </Section>
      <Demo />
      <Section title={t("words")}>
        <Words />
      </Section>
      <Notes />
      <Section title={t("forms")} note={t("formsNote")}>
        <Forms />
      </Section>
      <Section title={t("tables")} note={t("tablesNote")} tight>
        <Tables />
      </Section>
      <Section title={t("charts")} note={t("chartsNote")}>
        <Charts />
      </Section>
    </>
  );
}
