import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { contributor } from "@/app/[locale]/(studio)/studio/contributor";
import { RecordingsTable } from "@/app/[locale]/(studio)/studio/recordings-table";
import { Opening, Section } from "@/components/shell/section";
import { Empty } from "@/components/ui/empty";
import { LinkButton } from "@/components/ui/link-button";
import { Pager } from "@/components/ui/pager";
import { countMyRecordings, myRecordings } from "@/lib/contributions/read";
import { formatNumber } from "@/lib/format";
import { ratesToday } from "@/lib/ledger/rates";

interface Props {
  searchParams: Promise<{ page?: string | string[] }>;
}

const SIZE = 20;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("recordings");
  return { title: t("title"), robots: { index: false } };
}

export default async function Recordings({ searchParams }: Props) {
  const me = await contributor("/studio/recordings");
  const t = await getTranslations("recordings");
  const ui = await getTranslations("ui");
  const locale = await getLocale();
  const total = await countMyRecordings(me);
  const pages = Math.max(1, Math.ceil(total / SIZE));
  const page = pageOf((await searchParams).page, pages);
  const [rows, rates] = await Promise.all([myRecordings(me, page, SIZE), ratesToday()]);
  const n = (value: number) => formatNumber(value, locale);
  const from = (page - 1) * SIZE + 1;
  return (
    <>
      <Opening title={t("title")} lede={t("lede")} />
      <Section title={t("all")} note={t("allNote")}>
        {rows.length > 0 ? (
          <>
            <RecordingsTable rows={rows} rates={rates} />
            <Pager
              page={page}
              pages={pages}
              href={(at) => `/studio/recordings?page=${at}`}
              summary={ui("range", { from: n(from), to: n(from + rows.length - 1), total: n(total) })}
              words={{ label: ui("pages"), previous: ui("previous"), next: ui("next") }}
            />
          </>
        ) : (
          <Empty
            title={t("none")}
            action={
              <LinkButton href="/studio/upload" weight="go">
                {t("uploadFirst")}
              </LinkButton>
            }
          >
            {t("noneText")}
          </Empty>
        )}
      </Section>
    </>
  );
}

/** A page that exists, whatever the address says. */
const pageOf = (asked: string | string[] | undefined, pages: number): number =>
  typeof asked === "string" && /^\d{1,6}$/.test(asked) ? Math.min(pages, Math.max(1, Number(asked))) : 1;
