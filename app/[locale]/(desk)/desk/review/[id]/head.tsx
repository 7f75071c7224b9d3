import { getLocale, getTranslations } from "next-intl/server";
import { shortId } from "@/app/[locale]/(desk)/short-id";
import { StateWord } from "@/components/ui/state-word";
import type { RecordingPage } from "@/lib/contributions/read";
import { formatDateTime, formatDuration, formatRelative } from "@/lib/format";

const PARTIES = [
  { party: "A", channel: "left" },
  { party: "B", channel: "right" },
] as const;

/** Which recording this is, and what each side said to its sale. Its title is its contributor's business: not shown. */
export async function Head({ recording, now }: { recording: RecordingPage; now: Date }) {
  const t = await getTranslations("desk.review");
  const desk = await getTranslations("desk");
  const locale = await getLocale();
  return (
    <div className="hd shrink-0">
      <div>
        <h1 className="display d28">
          {t("title")} <span className="font-mono text-20">{shortId(recording.id)}</span>
        </h1>
        <p className="q mt-1 max-w-[62ch]" title={formatDateTime(recording.createdAt, locale)}>
          {t("lede", {
            length: formatDuration(recording.durationSeconds ?? 0, locale),
            arrived: formatRelative(recording.createdAt, now, locale),
            language: desk(`languages.${recording.language}`),
            kind: desk(`kinds.${recording.kind}`),
          })}
        </p>
      </div>
      <ul className="grid shrink-0 gap-1" aria-label={t("consents")}>
        {PARTIES.map(({ party, channel }) => {
          const answer = recording.consents.find((one) => one.channel === channel);
          const given = answer?.answer === "given";
          return (
            <li key={party}>
              <StateWord state={given ? "stands" : "withdrawn"}>
                {given
                  ? t("saidYes", { party, at: formatDateTime(answer.at, locale) })
                  : t(`saidNo.${answer?.answer ?? recording.otherParty}`, { party })}
              </StateWord>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
