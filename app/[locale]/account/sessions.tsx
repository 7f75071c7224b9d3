import { getLocale, getTranslations } from "next-intl/server";
import { EndOthers, EndSession } from "@/app/[locale]/account/end-session";
import { LedgerTable } from "@/components/ui/ledger-table";
import { StateWord } from "@/components/ui/state-word";
import { formatDateTime, formatRelative } from "@/lib/format";
import type { WayIn } from "@/lib/identity/read";

/** Each place where this account is open. */
export async function Sessions({ sessions }: { sessions: WayIn[] }) {
  const t = await getTranslations("account");
  const locale = await getLocale();
  const now = new Date();
  const columns = [
    { key: "browser", label: t("browser") },
    { key: "since", label: t("signedInOn"), className: "w-56" },
    { key: "used", label: t("lastUsed"), className: "w-36" },
    { key: "end", spoken: t("whatToDo"), numeric: true, className: "w-28" },
  ];
  return (
    <>
      <LedgerTable caption={t("sessions")} columns={columns} still>
        {sessions.map(({ id, name, createdAt, usedAt, here }) => (
          <tr key={id}>
            <td className="b full">{name || t("unknownBrowser")}</td>
            <td className="q">{formatDateTime(createdAt, locale)}</td>
            <td className="nw q" title={usedAt ? formatDateTime(usedAt, locale) : undefined}>
              {here ? t("justNow") : formatRelative(usedAt ?? createdAt, now, locale)}
            </td>
            <td className="n end">
              {here ? (
                <StateWord state="stands">{t("thisOne")}</StateWord>
              ) : (
                <EndSession sessionId={id} name={name || t("unknownBrowser")} />
              )}
            </td>
          </tr>
        ))}
      </LedgerTable>
      {sessions.length > 1 && <EndOthers />}
    </>
  );
}
