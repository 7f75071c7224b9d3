import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Opening, Section } from "@/components/shell/section";
import { LedgerTable } from "@/components/ui/ledger-table";
import { Link } from "@/i18n/navigation";

const HELD = ["consent", "struck", "disguised", "sealed", "back", "paid"] as const;
const LIMITS = ["limitModels", "limitVoice", "limitWords"] as const;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("promise");
  return { title: t("title"), description: t("lede") };
}

export default async function PromisePage() {
  const t = await getTranslations("promise");
  const columns = [
    { key: "promise", label: t("columnPromise"), className: "w-56" },
    { key: "how", label: t("columnHow") },
    { key: "check", label: t("columnCheck"), className: "w-72" },
  ];
  return (
    <>
      <Opening title={t("title")} lede={t("lede")} />
      <Section title={t("held")} note={t("heldNote")}>
        <LedgerTable caption={t("held")} columns={columns} still>
          {HELD.map((key) => (
            <tr key={key}>
              <th scope="row" className="full b">
                {t(key)}
              </th>
              <td className="full">{t(`${key}How`)}</td>
              <td className="full q">{t(`${key}Check`)}</td>
            </tr>
          ))}
        </LedgerTable>
      </Section>
      <Section title={t("limits")} note={t("limitsNote")}>
        <ul className="prose">
          {LIMITS.map((key) => (
            <li key={key}>{t(key)}</li>
          ))}
        </ul>
      </Section>
      <Section title={t("open")}>
        <p className="t16 max-w-[68ch]">{t("openText")}</p>
        <p className="mt-3">
          <Link href="/status">{t("openLink")}</Link>
        </p>
        <p className="t16 mt-6 max-w-[68ch]">{t("auditText")}</p>
        <p className="mt-3 flex flex-wrap gap-x-6 gap-y-1">
          <a href="/audit/checkpoint">{t("auditCheckpoint")}</a>
          <a href="/audit/key">{t("auditKey")}</a>
        </p>
      </Section>
    </>
  );
}
