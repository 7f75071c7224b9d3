import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { type DeskPerson, placesOf } from "@/app/[locale]/(desk)/enter-desk";
import { Sheet } from "@/components/shell/sheet";
import { StopBanner } from "@/components/shell/stop-banner";
import { Link } from "@/i18n/navigation";
import { formatDateTime } from "@/lib/format";
import { serviceStates } from "@/lib/incidents/read";

/** The desk's shell: only the places that this person's role may open, and above them what is stopped. */
export async function DeskSheet({ me, children }: { me: DeskPerson; children: ReactNode }) {
  const t = await getTranslations("desk");
  const nav = placesOf(me.role).map(({ href, key }) => ({ href, label: t(`nav.${key}`) }));
  return (
    <Sheet nav={nav} banner={<Stopped />}>
      {children}
    </Sheet>
  );
}

export async function Stopped() {
  const t = await getTranslations("desk");
  const name = await getTranslations("switches");
  const locale = await getLocale();
  const stopped = (await serviceStates()).filter((one) => one.suspended);
  const [first] = stopped;
  if (!first) return null;
  return (
    <StopBanner
      what={t("banner.what", { names: stopped.map((one) => name(`${one.id}.name`)).join(", ") })}
      detail={t("banner.since", { at: formatDateTime(first.since, locale) })}
      action={<Link href="/desk/incidents">{t("nav.incidents")}</Link>}
    />
  );
}
