import { getLocale, getTranslations } from "next-intl/server";
import { Link } from "@/i18n/navigation";
import type { whereMyVoiceIs } from "@/lib/catalog/read";
import { formatMicros, formatMinutes } from "@/lib/format";

type Places = Awaited<ReturnType<typeof whereMyVoiceIs>>;

/** The published versions with this voice in them, how much of it, and what their sales earned. */
export async function VoiceList({ places }: { places: Places }) {
  const t = await getTranslations("studio");
  const locale = await getLocale();
  return (
    <>
      <ul className="voice">
        {places.map((place) => (
          <li key={`${place.slug}@${place.number}`}>
            <div>
              <b className="b">{place.title}</b>
              <br />
              <span className="mono qq">
                {place.slug} v{place.number}
              </span>
            </div>
            <span className="n num">{t("ofYou", { minutes: formatMinutes(place.milliseconds / 1000, locale) })}</span>
            <span className="q">
              {place.state === "withdrawn"
                ? t("versionWithdrawn")
                : t("soldTimes", { count: place.sales, amount: formatMicros(place.earnedMicros, locale) })}
            </span>
            <Link href={`/datasets/${place.slug}`}>{t("openDataset")}</Link>
          </li>
        ))}
      </ul>
      <p className="s12 q mt-3 max-w-[70ch]">{t("voiceLaw")}</p>
    </>
  );
}
