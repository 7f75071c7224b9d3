import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { toCheck, type Waiting, waitedSeconds } from "@/app/[locale]/(desk)/desk/review/[id]/queue";
import { DeskSheet } from "@/app/[locale]/(desk)/desk-sheet";
import { enterDesk } from "@/app/[locale]/(desk)/enter-desk";
import { shortId } from "@/app/[locale]/(desk)/short-id";
import { Opening, Section } from "@/components/shell/section";
import { Empty } from "@/components/ui/empty";
import { LedgerTable } from "@/components/ui/ledger-table";
import { LinkButton } from "@/components/ui/link-button";
import { Link } from "@/i18n/navigation";
import { countWaiting, reviewQueue } from "@/lib/contributions/read";
import { formatDateTime, formatDuration, formatNumber } from "@/lib/format";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("desk.review");
  return { title: t("desk") };
}

export default async function ReviewDesk({ params }: { params: Promise<{ locale: string }> }) {
  const { locale } = await params;
  const me = await enterDesk(locale, "review");
  const [rows, waiting] = await Promise.all([reviewQueue(me), countWaiting(me)]);
  const t = await getTranslations("desk.review");
  const [first] = rows;
  return (
    <DeskSheet me={me}>
      <Opening title={t("desk")} lede={t("count", { count: waiting })}>
        {first && (
          <LinkButton href={`/desk/review/${first.id}`} weight="go" className="mt-4">
            {t("start")}
          </LinkButton>
        )}
      </Opening>
      <Section title={t("waiting")} note={t("waitingNote")}>
        {first ? <Rows rows={rows} /> : <Empty title={t("noneLeft")}>{t("noneLeftText")}</Empty>}
      </Section>
    </DeskSheet>
  );
}

async function Rows({ rows }: { rows: Waiting[] }) {
  const t = await getTranslations("desk.review");
  const desk = await getTranslations("desk");
  const locale = await getLocale();
  const now = new Date();
  const columns = [
    { key: "id", label: t("column.recording") },
    { key: "what", label: t("column.what") },
    { key: "check", label: t("column.check"), numeric: true },
    { key: "length", label: t("column.length"), numeric: true },
    { key: "waited", label: t("column.waited"), numeric: true },
  ];
  return (
    <LedgerTable caption={t("queue")} columns={columns}>
      {rows.map((row) => (
        <tr key={row.id}>
          <th scope="row" className="mono">
            <Link href={`/desk/review/${row.id}`} prefetch={false}>
              {shortId(row.id)}
            </Link>
          </th>
          <td>
            {desk(`languages.${row.language}`)}, {desk(`kinds.${row.kind}`)}, {desk(`sides.${row.otherParty}`)}
          </td>
          <td className="n d0">{formatNumber(toCheck(row), locale)}</td>
          <td className="n end">{formatDuration(row.durationSeconds ?? 0, locale)}</td>
          <td className="n" title={formatDateTime(row.waitingSince, locale)}>
            {formatDuration(waitedSeconds(row, now), locale)}
          </td>
        </tr>
      ))}
    </LedgerTable>
  );
}
