import { getLocale, getTranslations } from "next-intl/server";
import { StateWord } from "@/components/ui/state-word";
import { formatDateTime } from "@/lib/format";
import type { Outage } from "@/lib/incidents/outage";

type Stop = Pick<NonNullable<Outage["lastRead"]>["switches"][number], "id" | "since" | "reason">;

/** What was stopped, with its reason, the newest first. */
export async function Stops({ stopped }: { stopped: readonly Stop[] }) {
  const t = await getTranslations("status");
  const names = await getTranslations("switches");
  const locale = await getLocale();
  const newestFirst = [...stopped].sort((one, other) => other.since.getTime() - one.since.getTime());
  return (
    <ol className="tl">
      {newestFirst.map((one) => (
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
