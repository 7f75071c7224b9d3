import { getLocale, getTranslations } from "next-intl/server";
import { Section } from "@/components/shell/section";
import { StopBanner } from "@/components/shell/stop-banner";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Note } from "@/components/ui/note";
import { SkeletonDatasets, SkeletonRows } from "@/components/ui/skeleton";
import { StateWord } from "@/components/ui/state-word";
import { Link } from "@/i18n/navigation";
import { formatBytes, formatCents, formatShare } from "@/lib/format";

const STATES = ["notStarted", "waiting", "approved", "stands", "paid", "stopped", "withdrawn", "live"] as const;

export async function Notes() {
  const t = await getTranslations("parts");
  const state = await getTranslations("state");
  const locale = await getLocale();
  const ui = await getTranslations("ui");
  return (
    <>
      <Section title={t("states")} note={t("statesNote")}>
        <div className="flex flex-wrap gap-x-7 gap-y-3">
          {STATES.map((key) => (
            <StateWord key={key} state={key}>
              {state(key)}
            </StateWord>
          ))}
        </div>
      </Section>
      <Section title={t("loadingPart")} note={t("loadingNote")} tight>
        <SkeletonDatasets rows={2} label={ui("loading")} />
        <SkeletonRows rows={2} label={ui("loading")} />
      </Section>
      <Section title={t("none")}>
        <Empty title={t("noneTitle")} action={<Button>{t("tellMe")}</Button>}>
          {t("noneText")}
        </Empty>
      </Section>
      <Section title={t("notes")} note={t("notesNote")}>
        <div className="grid gap-4">
          <Note
            title={t("lost", { share: formatShare(0.61, locale, 0) })}
            action={<Link href="/parts">{t("tryNow")}</Link>}
          >
            {t("lostText", { size: formatBytes(14_200_000, locale) })}
          </Note>
          <Note
            tone="stop"
            title={t("bounced", { amount: formatCents(4110, locale) })}
            action={<Link href="/parts">{t("checkAccount")}</Link>}
          >
            {t("bouncedText")}
          </Note>
          <StopBanner what={state("stopped")} detail={t("bouncedText")} />
        </div>
      </Section>
    </>
  );
}
