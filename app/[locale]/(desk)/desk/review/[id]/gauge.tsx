import { getLocale, getTranslations } from "next-intl/server";
import { qualityRows, TurnTaking } from "@/app/[locale]/(desk)/desk/review/[id]/readings";
import type { Party } from "@/components/player/peaks";
import { StateWord } from "@/components/ui/state-word";
import type { RecordingPage } from "@/lib/contributions/read";
import { formatNumber, formatShare } from "@/lib/format";

type Channel = NonNullable<RecordingPage["channels"]>[number];
const PARTIES = ["a", "b"] as const;

/** What was measured on each side, and what the pipeline says of its own work. */
export async function Gauge({ recording }: { recording: RecordingPage }) {
  const t = await getTranslations("desk.gauge");
  const locale = await getLocale();
  const measured = (write: (channel: Channel) => string) => (party: Party) => {
    const channel = recording.channels?.find((one) => one.party === party);
    return channel ? write(channel) : "–";
  };
  const turns = recording.report?.turns ?? [];
  const of = (party: Party) => turns.filter((turn) => turn.party === party);
  const struck = (party: Party) => (recording.redactions ?? []).filter((span) => span.party === party).length;
  const wordCount = (party: Party) => of(party).reduce((sum, turn) => sum + turn.text.split(/\s+/).length, 0);
  return (
    <aside className="gauge max-wide:pb-24!" aria-label={t("label")}>
      <Readings
        title={t("sound")}
        rows={[
          [t("snr"), measured(({ snrDb }) => (snrDb === null ? "–" : formatNumber(snrDb, locale, 1)))],
          [t("clipping"), measured(({ clippingRatio }) => formatShare(clippingRatio, locale, 2))],
          [t("bandwidth"), measured(({ bandwidthHz }) => formatNumber(bandwidthHz / 1000, locale, 1))],
          [t("speech"), measured(({ speechRatio }) => formatShare(speechRatio, locale, 0))],
          ...(await qualityRows(recording)),
        ]}
      />
      <TurnTaking recording={recording} />
      <Readings
        title={t("words")}
        rows={[
          [t("turns"), (party) => formatNumber(of(party).length, locale)],
          [t("wordCount"), (party) => formatNumber(wordCount(party), locale)],
          [t("struck"), (party) => formatNumber(struck(party), locale)],
        ]}
      />
      <Pipeline report={recording.report?.report ?? {}} />
    </aside>
  );
}

async function Readings({ title, rows }: { title: string; rows: [string, (party: Party) => string][] }) {
  const t = await getTranslations("desk.gauge");
  return (
    <>
      <h2 id={title}>{title}</h2>
      <table aria-labelledby={title}>
        <thead>
          <tr>
            <th scope="col">
              <span className="vh">{t("measure")}</span>
            </th>
            {PARTIES.map((party) => (
              <th key={party} scope="col" className="n">
                {party.toUpperCase()}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, read]) => (
            <tr key={name}>
              <td>{name}</td>
              {PARTIES.map((party) => (
                <td key={party} className="n">
                  {read(party)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** The report is the pipeline's own JSON: what is not there is not shown. */
async function Pipeline({ report }: { report: Record<string, unknown> }) {
  const t = await getTranslations("desk.gauge");
  const locale = await getLocale();
  const { codec, container, sourceSampleRateHz: rateHz, pipelineVersion } = report;
  const recognised = report.transcriptSource === "recogniser";
  const transcribed = recognised || report.transcriptSource === "contributor";
  return (
    <>
      <h2>{t("flags")}</h2>
      <ul className="grid gap-1.5">
        <li>
          <StateWord state={transcribed ? "stands" : "waiting"}>
            {recognised ? t("recognised") : transcribed ? t("transcribed") : t("notTranscribed")}
          </StateWord>
        </li>
        {transcribed && (
          <li>
            <StateWord state={report.guessedWordTimes === true ? "waiting" : "stands"}>
              {report.guessedWordTimes === true ? t("guessedTimes") : t("exactTimes")}
            </StateWord>
          </li>
        )}
      </ul>
      <p className="s12 qq mt-3">
        {typeof codec === "string" && typeof container === "string" && t("file", { codec, container })}{" "}
        {typeof rateHz === "number" && t("rate", { khz: formatNumber(rateHz / 1000, locale) })}{" "}
        {typeof pipelineVersion === "string" && t("pipeline", { version: pipelineVersion })}
      </p>
    </>
  );
}
