import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { buyerOf } from "@/app/[locale]/(market)/library/buyer";
import { BuyersOnly } from "@/app/[locale]/(market)/library/buyers-only";
import { EndKey } from "@/app/[locale]/(market)/library/keys/end-key";
import { MakeKey } from "@/app/[locale]/(market)/library/keys/make-key";
import { LibraryNav } from "@/app/[locale]/(market)/library/library-nav";
import { ConfirmWho } from "@/app/[locale]/confirm-who";
import { Opening, Section } from "@/components/shell/section";
import { Empty } from "@/components/ui/empty";
import { LedgerTable } from "@/components/ui/ledger-table";
import { StateWord } from "@/components/ui/state-word";
import { ClientWords } from "@/i18n/client-words";
import { formatDate, formatDateTime, formatRelative } from "@/lib/format";
import { myApiKeys, myOrganisation, myWaysIn, type WayIn } from "@/lib/identity/read";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("library");
  return { title: t("keys"), robots: { index: false } };
}

/** Keys for machines: made, shown once, ended. */
export default async function Keys() {
  const buyer = await buyerOf("/library/keys");
  if (!buyer) return <BuyersOnly />;
  const t = await getTranslations("library");
  const [keys, ways, organisation] = await Promise.all([myApiKeys(buyer), myWaysIn(buyer), myOrganisation(buyer)]);
  return (
    <ConfirmWho>
      <ClientWords namespaces={["library", "errors", "ui"]}>
        <Opening title={t("keys")} lede={t("keysLede")} margin={<LibraryNav current="/library/keys" />} />
        <Section title={t("makeKey")} note={t("makeKeyNote")} id="make">
          {organisation ? <MakeKey /> : <Empty title={t("noCompany")}>{t("noCompanyText")}</Empty>}
        </Section>
        <Section title={t("yourKeys")} note={t("yourKeysNote")} id="keys">
          {keys.length > 0 ? (
            <KeyTable keys={keys} ways={ways} />
          ) : (
            <Empty title={t("noKeys")}>{t("noKeysText")}</Empty>
          )}
        </Section>
      </ClientWords>
    </ConfirmWho>
  );
}

/** A key that is over, by its time or by its owner, opens nothing and so is no way in. */
async function KeyTable({ keys, ways }: { keys: Awaited<ReturnType<typeof myApiKeys>>; ways: WayIn[] }) {
  const t = await getTranslations("library");
  const locale = await getLocale();
  const now = new Date();
  const columns = [
    { key: "name", label: t("keyName") },
    { key: "made", label: t("keyMade"), className: "w-32" },
    { key: "used", label: t("keyUsed"), className: "w-32" },
    { key: "ends", label: t("keyEnds"), className: "w-32" },
    { key: "state", label: t("state"), className: "w-44" },
    { key: "end", spoken: t("whatToDo"), numeric: true, className: "w-24" },
  ];
  return (
    <LedgerTable caption={t("yourKeys")} columns={columns} still>
      {keys.map((key) => {
        const way = ways.find(({ id }) => id === key.id);
        return (
          <tr key={key.id}>
            <td className="full">
              <span className="b wrap-anywhere">{key.label}</span>
              <span className="s12 qq block">{t("keyMayDownload")}</span>
            </td>
            <td className="nw q">{formatDate(key.createdAt, locale)}</td>
            <td className="nw q" title={way?.usedAt ? formatDateTime(way.usedAt, locale) : undefined}>
              {way?.usedAt ? formatRelative(way.usedAt, now, locale) : way && t("keyNeverUsed")}
            </td>
            <td className="nw q">{way?.endsAt && formatDate(way.endsAt, locale)}</td>
            <td>
              {way ? (
                <StateWord state="stands">{t("keyWorks")}</StateWord>
              ) : (
                <StateWord state="withdrawn">
                  {key.revokedAt ? t("keyEnded", { date: formatDate(key.revokedAt, locale) }) : t("keyOver")}
                </StateWord>
              )}
            </td>
            <td className="n end">{way && <EndKey keyId={key.id} label={key.label} />}</td>
          </tr>
        );
      })}
    </LedgerTable>
  );
}
