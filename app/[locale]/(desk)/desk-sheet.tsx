import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { type DeskPerson, placesOf } from "@/app/[locale]/(desk)/enter-desk";
import { StoppedBanner } from "@/app/[locale]/stopped";
import { Sheet } from "@/components/shell/sheet";

/** The desk's shell: only the places that this person's role may open, and above them what is stopped. */
export async function DeskSheet({ me, children }: { me: DeskPerson; children: ReactNode }) {
  const t = await getTranslations("desk");
  const nav = placesOf(me.role).map(({ href, key }) => ({ href, label: t(`nav.${key}`) }));
  return (
    <Sheet nav={nav} banner={<StoppedBanner more="/desk/incidents" />}>
      {children}
    </Sheet>
  );
}
