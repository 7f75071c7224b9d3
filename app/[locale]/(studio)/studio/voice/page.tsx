import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { contributor } from "@/app/[locale]/(studio)/studio/contributor";
import { VoiceList } from "@/app/[locale]/(studio)/studio/voice-list";
import { Opening, Section } from "@/components/shell/section";
import { Empty } from "@/components/ui/empty";
import { LinkButton } from "@/components/ui/link-button";
import { whereMyVoiceIs } from "@/lib/catalog/read";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("studio");
  return { title: t("nav.voice"), robots: { index: false } };
}

export default async function WhereMyVoiceIs() {
  const me = await contributor("/studio/voice");
  const t = await getTranslations("studio");
  const places = await whereMyVoiceIs(me);
  return (
    <>
      <Opening title={t("nav.voice")} lede={t("voiceLede")} />
      <Section title={t("voiceIn", { count: places.length })} note={t("voiceNote")} tight={places.length > 0}>
        {places.length > 0 ? <VoiceList places={places} /> : <Empty title={t("noVoiceTitle")}>{t("noVoice")}</Empty>}
      </Section>
      <Section title={t("takeBack")}>
        <p className="q mb-4 max-w-[68ch]">{t("takeBackText")}</p>
        <LinkButton href="/studio/recordings">{t("toRecordings")}</LinkButton>
      </Section>
    </>
  );
}
