import { getLocale, getTranslations } from "next-intl/server";
import { worthMicros } from "@/app/[locale]/(studio)/studio/recordings-table";
import { workingOf } from "@/app/[locale]/(studio)/studio/words";
import { MoneyLine } from "@/components/studio/money-line";
import type { myPending } from "@/lib/contributions/read";
import { rateKind } from "@/lib/contributions/rules";
import { formatCents, formatMicros, formatMinutes } from "@/lib/format";
import type { ratesToday } from "@/lib/ledger/rates";
import type { MyMoney } from "@/lib/ledger/read";
import type { myPayByRate } from "@/lib/ledger/read-pay";

interface YourMoneyProps {
  money: MyMoney;
  pending: Awaited<ReturnType<typeof myPending>>;
  byRate: Awaited<ReturnType<typeof myPayByRate>>;
  rates: Awaited<ReturnType<typeof ratesToday>>;
}

export const pendingMicros = ({ pending, rates }: Pick<YourMoneyProps, "pending" | "rates">): bigint =>
  pending.reduce((sum, call) => sum + (worthMicros(call, rates) ?? 0n), 0n);

/** Pending, available, on its way, paid; under each amount how it came about. */
export async function YourMoney({ money, pending, byRate, rates }: YourMoneyProps) {
  const t = await getTranslations("studio");
  const locale = await getLocale();
  const show = (micros: bigint) => formatMicros(micros, locale);
  const gone = money.onTheWayMicros + money.paidMicros;
  const available = await Promise.all(byRate.map((line) => workingOf(line.durationSeconds, line.rateMicrosPerSecond)));
  if (money.royaltyMicros > 0n) available.push(t("plusRoyalties", { amount: show(money.royaltyMicros) }));
  if (gone > 0n) available.push(t("lessPaid", { amount: show(gone) }));
  const unknown = pending.filter((call) => call.durationSeconds === null).length;
  return (
    <MoneyLine
      stages={[
        {
          key: "pending",
          state: "waiting",
          label: t("stage.pending"),
          amount: show(pendingMicros({ pending, rates })),
          work: await pendingWork({ pending, rates }),
          when: unknown > 0 ? t("lengthUnknown", { count: unknown }) : t("reviewFirst", { count: pending.length }),
        },
        {
          key: "available",
          state: "stands",
          label: t("stage.available"),
          amount: show(money.availableMicros),
          work: available,
          when: t("threshold", { amount: formatCents(rates.thresholdCents, locale) }),
        },
        {
          key: "on-the-way",
          state: "waiting",
          label: t("stage.onTheWay"),
          amount: show(money.onTheWayMicros),
          work: [],
          when: money.onTheWayMicros > 0n ? t("onTheWayWhen") : t("nothingOnTheWay"),
        },
        {
          key: "paid",
          state: "paid",
          label: t("stage.paid"),
          amount: show(money.paidMicros),
          work: [t("payouts", { count: money.payoutCount })],
          when: t("acceptedInAll", { minutes: formatMinutes(money.acceptedSeconds, locale) }),
        },
      ]}
    />
  );
}

async function pendingWork({ pending, rates }: Pick<YourMoneyProps, "pending" | "rates">): Promise<string[]> {
  const lines = [];
  for (const [kind, rate] of [["both_sides", rates.bothSides] as const, ["own_side", rates.ownSide] as const]) {
    const calls = pending.filter((call) => rateKind(call.otherParty) === kind);
    const seconds = calls.reduce((sum, call) => sum + (call.durationSeconds ?? 0), 0);
    if (seconds > 0) lines.push(await workingOf(seconds, rate));
  }
  return lines;
}
