import { getLocale, getTranslations } from "next-intl/server";
import { Stops } from "@/app/[locale]/(market)/status/stops";
import { Opening, Section } from "@/components/shell/section";
import { formatDateTime } from "@/lib/format";
import type { Outage } from "@/lib/incidents/outage";

/** What can be said while the database does not answer: since when, and what it said last. Asks nothing of anybody. */
export async function Unreachable({ outage }: { outage: Outage }) {
  const t = await getTranslations("status");
  const locale = await getLocale();
  return (
    <>
      <Opening
        title={t("unreachableSince", { at: formatDateTime(outage.since, locale) })}
        lede={`${t("unknownLede")} ${t("unreachableNote")}`}
      />
      <Section
        title={t("lastKnown")}
        note={outage.lastRead && t("lastKnownNote", { at: formatDateTime(outage.lastRead.at, locale) })}
        tight
      >
        <LastKnown lastRead={outage.lastRead} />
      </Section>
    </>
  );
}

async function LastKnown({ lastRead }: Pick<Outage, "lastRead">) {
  const t = await getTranslations("status");
  if (!lastRead) return <p className="q max-w-[52ch]">{t("neverRead")}</p>;
  const stopped = lastRead.switches.filter((one) => one.suspended);
  if (stopped.length === 0) return <p className="q max-w-[52ch]">{t("nothingStoppedThen")}</p>;
  return <Stops stopped={stopped} />;
}
