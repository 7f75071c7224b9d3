import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { contributor } from "@/app/[locale]/(studio)/studio/contributor";
import { UploadForm } from "@/app/[locale]/(studio)/studio/upload/upload-form";
import { noticesIn, perMinute } from "@/app/[locale]/(studio)/studio/words";
import { Opening, Section } from "@/components/shell/section";
import { NoticeText } from "@/components/studio/notice-text";
import { RefreshWhile } from "@/components/studio/refresh-while";
import { Code } from "@/components/ui/code";
import { Note } from "@/components/ui/note";
import { ClientWords } from "@/i18n/client-words";
import { env } from "@/lib/env";
import { hasVault } from "@/lib/identity/read";
import { ratesToday } from "@/lib/ledger/rates";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("upload");
  return { title: t("pageTitle"), robots: { index: false } };
}

const EXAMPLE = `{ "words": [
  { "channel": "left", "word": "Hello,", "start": 0.42, "end": 0.80 },
  { "channel": "right", "word": "hi.", "start": 1.05, "end": 1.30 }
] }`;

export default async function Upload() {
  const me = await contributor("/studio/upload");
  const t = await getTranslations("upload");
  const locale = await getLocale();
  const [ready, rates] = await Promise.all([hasVault(me), ratesToday()]);
  const { notice } = noticesIn(locale === "fr" ? "fr" : "en");
  const shown = { both: perMinute(rates.bothSides, locale), own: perMinute(rates.ownSide, locale) };
  return (
    <>
      <Opening title={t("pageTitle")} lede={t("lede", shown)} />
      <Section title={t("call")} note={t("callNote")}>
        {ready ? (
          <ClientWords namespaces={["upload", "recordings", "errors"]}>
            <UploadForm mostBytes={env().UPLOAD_BYTES} rates={shown} notice={<NoticeText text={notice} />} />
          </ClientWords>
        ) : (
          <>
            <Note title={t("vault")} role="status">
              {t("vaultText")}
            </Note>
            <RefreshWhile />
          </>
        )}
      </Section>
      <Section title={t("transcriptHelp")} id="transcript">
        <div className="grid max-w-[720px] gap-4">
          <p>{t("transcriptForm")}</p>
          <Code text={EXAMPLE} />
          <p className="q">{t("transcriptWhy")}</p>
        </div>
      </Section>
    </>
  );
}
