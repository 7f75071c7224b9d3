import { getLocale, getTranslations } from "next-intl/server";
import { demoCall } from "@/app/[locale]/(market)/demo-call";
import { BeforeAfter } from "@/components/player/before-after";
import { Section } from "@/components/shell/section";
import { formatDuration } from "@/lib/format";
import { messages } from "@/messages/load";

/** The same acted call as it was spoken and as it is sold. */
export async function Demo() {
  const t = await getTranslations("landing");
  const ui = await getTranslations("ui");
  const locale = await getLocale();
  const call = demoCall;
  const length = formatDuration(call.durationSeconds, locale);
  const count = call.redactions.length;
  const name = (side: string) => ({ play: ui("play", { name: side }), pause: ui("pause", { name: side }) });
  return (
    <Section title={t("hear")} note={t("hearNote")} tight flush>
      <BeforeAfter
        call={call}
        lang="en"
        sources={{ spoken: "/demo/as-spoken.flac", sold: "/demo/as-sold.flac" }}
        words={{
          spoken: { title: t("spoken"), note: t("spokenNote"), alt: t("spokenAlt", { length }), ...name(t("spoken")) },
          sold: {
            title: t("sold"),
            note: t("soldNote", { count }),
            alt: t("soldAlt", { count, length }),
            ...name(t("sold")),
          },
          seek: ui("seek", { name: t("call") }),
          failed: ui("playFailed"),
          voices: { a: ui("voiceA"), b: ui("voiceB") },
        }}
        kinds={messages[locale === "fr" ? "fr" : "en"].kind}
      />
    </Section>
  );
}
