import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { AnswerForm } from "@/app/[locale]/(studio)/studio/consents/answer-form";
import { TakeBack } from "@/app/[locale]/(studio)/studio/consents/take-back";
import { contributor } from "@/app/[locale]/(studio)/studio/contributor";
import { noticesIn } from "@/app/[locale]/(studio)/studio/words";
import { Opening, Section } from "@/components/shell/section";
import { NoticeText } from "@/components/studio/notice-text";
import { Empty } from "@/components/ui/empty";
import { LedgerTable } from "@/components/ui/ledger-table";
import { type State, StateWord } from "@/components/ui/state-word";
import { ClientWords } from "@/i18n/client-words";
import { Link } from "@/i18n/navigation";
import { consentsAskedOfMe } from "@/lib/contributions/read";
import { noticeHash } from "@/lib/contributions/rules";
import { formatDate } from "@/lib/format";

type Consent = Awaited<ReturnType<typeof consentsAskedOfMe>>[number];

const GLYPH: Record<Consent["answer"], State> = {
  asked: "waiting",
  given: "stands",
  refused: "stopped",
  withdrawn: "withdrawn",
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("consent");
  return { title: t("title"), robots: { index: false } };
}

export default async function Consents() {
  const me = await contributor("/studio/consents");
  const t = await getTranslations("consent");
  const all = await consentsAskedOfMe(me);
  const asked = all.filter((consent) => consent.answer === "asked");
  const answered = all.filter((consent) => consent.answer !== "asked");
  return (
    <>
      <Opening title={t("title")} lede={t("lede")} />
      <Section title={t("asked")} note={t("askedNote")}>
        {asked.length === 0 && <Empty title={t("none")}>{t("noneText")}</Empty>}
        <div className="grid gap-12">
          {asked.map((consent) => (
            <Asked key={consent.id} consent={consent} />
          ))}
        </div>
      </Section>
      <Section title={t("given")} note={t("givenNote")}>
        {answered.length > 0 ? <Answered consents={answered} /> : <p className="q">{t("noAnswers")}</p>}
      </Section>
    </>
  );
}

async function Asked({ consent }: { consent: Consent }) {
  const t = await getTranslations("consent");
  const locale = await getLocale();
  const { noticeAsked } = noticesIn(locale === "fr" ? "fr" : "en");
  return (
    <article>
      <h3 className="display d20">{consent.callTitle}</h3>
      <p className="q mt-1 mb-4">
        {t("askedOn", { date: formatDate(consent.createdAt, locale) })} · {t("yourSide", { side: t(consent.channel) })}
      </p>
      <h4 className="mb-2 font-medium">{t("read")}</h4>
      <NoticeText text={noticeAsked} />
      <p className="mono qq mt-3 wrap-anywhere">{t("fingerprint", { hash: noticeHash(noticeAsked) })}</p>
      <ClientWords namespaces={["consent", "errors"]}>
        <AnswerForm consentId={consent.id} title={consent.callTitle} />
      </ClientWords>
    </article>
  );
}

async function Answered({ consents }: { consents: Consent[] }) {
  const t = await getTranslations("consent");
  const locale = await getLocale();
  const columns = [
    { key: "call", label: t("columnCall") },
    { key: "whose", label: t("columnWhose") },
    { key: "answer", label: t("columnAnswer") },
    { key: "hash", label: t("columnHash"), className: "d0" },
    { key: "when", label: t("columnWhen"), numeric: true },
  ];
  return (
    <LedgerTable caption={t("given")} columns={columns}>
      {consents.map((consent) => (
        <tr key={consent.id}>
          <th scope="row" className="full">
            {consent.mine ? (
              <Link href={`/studio/recordings/${consent.recordingId}`}>{consent.callTitle}</Link>
            ) : (
              consent.callTitle
            )}
          </th>
          <td>{t(consent.mine ? "mine" : "theirs")}</td>
          <td>
            <StateWord state={GLYPH[consent.answer]}>{t(`answers.${consent.answer}`)}</StateWord>
            {!consent.mine && consent.answer === "given" && (
              <div className="mt-2">
                <ClientWords namespaces={["consent", "errors"]}>
                  <TakeBack consentId={consent.id} title={consent.callTitle} />
                </ClientWords>
              </div>
            )}
          </td>
          <td className="mono qq d0" title={consent.noticeHash}>
            {consent.noticeHash.slice(0, 12)}
          </td>
          <td className="n nw end">{formatDate(consent.createdAt, locale)}</td>
        </tr>
      ))}
    </LedgerTable>
  );
}
