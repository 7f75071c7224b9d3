import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { contributor } from "@/app/[locale]/(studio)/studio/contributor";
import { History } from "@/app/[locale]/(studio)/studio/recordings/[id]/history";
import { Pay } from "@/app/[locale]/(studio)/studio/recordings/[id]/pay";
import { Standing } from "@/app/[locale]/(studio)/studio/recordings/[id]/standing";
import { StruckOut } from "@/app/[locale]/(studio)/studio/recordings/[id]/struck-out";
import { Withdraw } from "@/app/[locale]/(studio)/studio/recordings/[id]/withdraw";
import { kindWords } from "@/app/[locale]/(studio)/studio/words";
import { Opening, Section } from "@/components/shell/section";
import { callDrawing } from "@/components/studio/call-drawing";
import { CallPlayer } from "@/components/studio/call-player";
import { ClientWords } from "@/i18n/client-words";
import { Link } from "@/i18n/navigation";
import { type RecordingPage as Recording, recordingPage } from "@/lib/contributions/read";
import { formatDateTime } from "@/lib/format";
import { uuid } from "@/lib/identity/input";
import { ratesToday } from "@/lib/ledger/rates";

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("recordings");
  return { title: t("one"), robots: { index: false } };
}

export default async function RecordingPage({ params }: Props) {
  const { id } = await params;
  if (!uuid.safeParse(id).success) notFound();
  const me = await contributor(`/studio/recordings/${id}`);
  const [recording, rates] = await Promise.all([recordingPage(me, id), ratesToday()]);
  if (!recording) notFound();
  const t = await getTranslations("recordings");
  const locale = await getLocale();
  const lede = t("lineOf", {
    date: formatDateTime(recording.createdAt, locale),
    language: t(`languages.${recording.language}`),
    kind: t(`kinds.${recording.kind}`),
  });
  return (
    <>
      <Opening title={recording.title} over={<Link href="/studio/recordings">{t("title")}</Link>} lede={lede} />
      <Section
        title={t("now")}
        note={t("sides", { side: t(recording.ownChannel), other: t(`other.${recording.otherParty}`) })}
      >
        <Standing recording={recording} />
      </Section>
      {recording.channels && recording.state !== "withdrawn" && <Heard recording={recording} />}
      <Section title={t("pay")} note={t("payNote")}>
        <div className="max-w-[560px]">
          <Pay recording={recording} rates={rates} />
        </div>
      </Section>
      <Section title={t("historyTitle")} note={t("historyNote")} tight>
        <History events={recording.history} />
      </Section>
      {recording.state !== "withdrawn" && (
        <Section title={t("takeBack")}>
          <p className="q mb-4 max-w-[68ch]">{t(recording.state === "refused" ? "takeBackRefused" : "takeBackText")}</p>
          <ClientWords namespaces={["recordings", "errors"]}>
            <Withdraw recordingId={recording.id} title={recording.title} earned={recording.pay !== undefined} />
          </ClientWords>
        </Section>
      )}
    </>
  );
}

async function Heard({ recording }: { recording: Recording }) {
  const t = await getTranslations("recordings");
  const kinds = await kindWords();
  const drawing = callDrawing(recording, (kind) => kinds[kind.toLowerCase()] ?? kinds.other ?? "");
  const turns = recording.report?.turns ?? [];
  return (
    <>
      <Section title={t("hear")} note={t("hearNote")}>
        <ClientWords namespaces={["recordings", "ui"]}>
          <CallPlayer
            title={recording.title}
            clips={recording.clips.map(({ id, startMs, endMs }) => ({ id, startMs, endMs }))}
            drawing={drawing}
            alt={t("waveAlt", { title: recording.title })}
            turns={turns.map(({ party, startSeconds, endSeconds, text }) => ({
              party,
              startSeconds,
              endSeconds,
              text,
            }))}
            kinds={kinds}
          />
        </ClientWords>
      </Section>
      <Section title={t("struck")} note={t("struckNote")}>
        <StruckOut recording={recording} kinds={kinds} />
      </Section>
    </>
  );
}
