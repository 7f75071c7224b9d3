import { getLocale, getTranslations } from "next-intl/server";
import { cache } from "react";
import { StopBanner } from "@/components/shell/stop-banner";
import { StateWord } from "@/components/ui/state-word";
import { Link } from "@/i18n/navigation";
import { formatDateTime } from "@/lib/format";
import { currentOutage } from "@/lib/incidents/outage";
import { serviceStates } from "@/lib/incidents/read";
import { log } from "@/lib/web/log";

type Stopped = Awaited<ReturnType<typeof serviceStates>>;

/** What is stopped now, asked once a render. A database that does not answer stops no page from being read: the status page tells of it. */
const stoppedNow = cache(async (): Promise<Stopped | undefined> => {
  if (currentOutage()) return undefined;
  try {
    return (await serviceStates()).filter((one) => one.suspended);
  } catch (error) {
    log.error({ err: error }, "what is stopped could not be read");
    return undefined;
  }
});

/** Above every page while anything is stopped: what, since when, and where to read why. */
export async function StoppedBanner({ more }: { more: "/status" | "/desk/incidents" }) {
  const stopped = await stoppedNow();
  const [first] = stopped ?? [];
  if (!first || !stopped) return null;
  const t = await getTranslations("shell");
  const name = await getTranslations("switches");
  const names = stopped.map((one) => name(`${one.id}.name`)).join(", ");
  return (
    <StopBanner
      what={t("stopped", { names })}
      detail={t("stoppedSince", { at: formatDateTime(first.since, await getLocale()) })}
      action={<Link href={more}>{t("stoppedWhy")}</Link>}
    />
  );
}

/** The same in one word, in the foot of market pages. */
export async function StoppedWord() {
  const stopped = await stoppedNow();
  if (!stopped) return null;
  const t = await getTranslations("shell");
  return stopped.length === 0 ? (
    <StateWord state="stands">{t("nothingStopped")}</StateWord>
  ) : (
    <StateWord state="stopped">{t("somethingStopped", { count: stopped.length })}</StateWord>
  );
}
