import { getLocale, getTranslations } from "next-intl/server";
import { RemovePasskey } from "@/app/[locale]/account/remove-passkey";
import { Empty } from "@/components/ui/empty";
import { LedgerTable } from "@/components/ui/ledger-table";
import { formatDate, formatDateTime, formatRelative } from "@/lib/format";
import type { WayIn } from "@/lib/identity/read";

export async function PasskeyList({ passkeys }: { passkeys: WayIn[] }) {
  const t = await getTranslations("passkeys");
  const locale = await getLocale();
  const now = new Date();
  if (passkeys.length === 0) return <Empty title={t("none")}>{t("noneYet")}</Empty>;
  const columns = [
    { key: "name", label: t("name") },
    { key: "added", label: t("added"), className: "w-56" },
    { key: "used", label: t("used"), className: "w-36" },
    { key: "remove", spoken: t("whatToDo"), numeric: true, className: "w-28" },
  ];
  return (
    <LedgerTable caption={t("title")} columns={columns} still>
      {passkeys.map(({ id, name, createdAt, usedAt }) => (
        <tr key={id}>
          <td className="b full wrap-anywhere">{name}</td>
          <td className="nw q">{formatDate(createdAt, locale)}</td>
          <td className="nw q" title={usedAt ? formatDateTime(usedAt, locale) : undefined}>
            {usedAt ? formatRelative(usedAt, now, locale) : t("never")}
          </td>
          <td className="n end">
            <RemovePasskey passkeyId={id} name={name} />
          </td>
        </tr>
      ))}
    </LedgerTable>
  );
}
