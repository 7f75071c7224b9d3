import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { buyerOf } from "@/app/[locale]/(market)/library/buyer";
import { BuyersOnly } from "@/app/[locale]/(market)/library/buyers-only";
import { EndKey } from "@/app/[locale]/(market)/library/keys/end-key";
import { MakeKey } from "@/app/[locale]/(market)/library/keys/make-key";
import { LibraryNav } from "@/app/[locale]/(market)/library/library-nav";
import { Opening, Section } from "@/components/shell/section";
import { Empty } from "@/components/ui/empty";
import { LedgerTable } from "@/components/ui/ledger-table";
import { StateWord } from "@/components/ui/state-word";
import { ClientWords } from "@/i18n/client-words";
import { formatDate } from "@/lib/format";
import { myApiKeys, myOrganisation } from "@/lib/identity/read";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("library");
  return { title: t("keys"), robots: { index: false } };
}

/** Keys for machines: made, shown once, ended. */
export default async function Keys() {
  const buyer = await buyerOf("/library/keys");
  if (!buyer) return <BuyersOnly />;
  const t = await getTranslations("library");
  const [keys, organisation] = await Promise.all([myApiKeys(buyer), myOrganisation(buyer)]);
  return (
    <ClientWords namespaces={["library", "errors", "ui"]}>
      <Opening title={t("keys")} lede={t("keysLede")} margin={<LibraryNav current="/library/keys" />} />
      <Section title={t("makeKey")} note={t("makeKeyNote")} id="make">
        {organisation ? <MakeKey /> : <Empty title={t("noCompany")}>{t("noCompanyText")}</Empty>}
      </Section>
      <Section title={t("yourKeys")} note={t("yourKeysNote")} id="keys">
        {keys.length > 0 ? <KeyTable keys={keys} /> : <Empty title={t("noKeys")}>{t("noKeysText")}</Empty>}
      </Section>
    </ClientWords>
  );
}

async function KeyTable({ keys }: { keys: Awaited<ReturnType<typeof myApiKeys>> }) {
  const t = await getTranslations("library");
  const locale = await getLocale();
  const columns = [
    { key: "name", label: t("keyName") },
    { key: "may", label: t("keyMay") },
    { key: "made", label: t("keyMade"), className: "w-36" },
    { key: "state", label: t("state"), className: "w-44" },
    { key: "end", spoken: t("whatToDo"), numeric: true, className: "w-24" },
  ];
  return (
    <LedgerTable caption={t("yourKeys")} columns={columns} still>
      {keys.map((key) => (
        <tr key={key.id}>
          <td className="b full wrap-anywhere">{key.label}</td>
          <td className="full q">{t("keyMayDownload")}</td>
          <td className="nw q">{formatDate(key.createdAt, locale)}</td>
          <td>
            {key.revokedAt ? (
              <StateWord state="withdrawn">{t("keyEnded", { date: formatDate(key.revokedAt, locale) })}</StateWord>
            ) : (
              <StateWord state="stands">{t("keyWorks")}</StateWord>
            )}
          </td>
          <td className="n end">{!key.revokedAt && <EndKey keyId={key.id} label={key.label} />}</td>
        </tr>
      ))}
    </LedgerTable>
  );
}
