import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Books } from "@/app/[locale]/(desk)/desk/money/books";
import { Due } from "@/app/[locale]/(desk)/desk/money/due";
import { JournalLinks } from "@/app/[locale]/(desk)/desk/money/journal-links";
import { Orders } from "@/app/[locale]/(desk)/desk/money/orders";
import { RunTotals } from "@/app/[locale]/(desk)/desk/money/run-totals";
import { Runs } from "@/app/[locale]/(desk)/desk/money/runs";
import { DeskSheet } from "@/app/[locale]/(desk)/desk-sheet";
import { enterDesk } from "@/app/[locale]/(desk)/enter-desk";
import { Opening, Section } from "@/components/shell/section";
import { Empty } from "@/components/ui/empty";
import { payoutRun, payoutRunList } from "@/lib/ledger/read";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("desk.nav");
  return { title: t("money") };
}

export default async function MoneyDesk({ params }: { params: Promise<{ locale: string }> }) {
  const { locale } = await params;
  const me = await enterDesk(locale, "money");
  const runs = await payoutRunList(me);
  const last = runs[0] && (await payoutRun(me, runs[0].id));
  const t = await getTranslations("desk.money");
  return (
    <DeskSheet me={me}>
      <Opening title={t("title")} lede={t("lede")} />
      <Section title={t("due")} note={t("dueSide")}>
        <Due me={me} />
      </Section>
      <Section title={t("runs")} note={t("runsNote")}>
        {runs.length > 0 ? <Runs runs={runs} /> : <Empty title={t("noRuns")}>{t("noRunsText")}</Empty>}
      </Section>
      {last && (
        <Section title={t("lastRun")} note={t("lastRunNote")}>
          <RunTotals run={last} />
        </Section>
      )}
      <Section title={t("books")} note={t("booksNote")}>
        <Books me={me} />
        <JournalLinks me={me} />
      </Section>
      <Section title={t("orders")} note={t("ordersNote")}>
        <Orders me={me} />
      </Section>
    </DeskSheet>
  );
}
