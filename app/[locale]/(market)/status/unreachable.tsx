import { getLocale, getTranslations } from "next-intl/server";
import { Opening, Section } from "@/components/shell/section";
import { StateWord } from "@/components/ui/state-word";
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
  const names = await getTranslations("switches");
  const locale = await getLocale();
  if (!lastRead) return <p className="q max-w-[52ch]">{t("neverRead")}</p>;
  const stopped = lastRead.switches.filter((one) => one.suspended);
  if (stopped.length === 0) return <p className="q max-w-[52ch]">{t("nothingStoppedThen")}</p>;
  return (
    <ol className="tl">
      {stopped.map((one) => (
        <li key={one.id}>
          <time className="num b" dateTime={one.since.toISOString()}>
            {formatDateTime(one.since, locale)}
          </time>
          <StateWord state="stopped">{t("stoppedNamed", { name: names(`${one.id}.name`) })}</StateWord>
          <p>{one.reason}</p>
        </li>
      ))}
    </ol>
  );
}
