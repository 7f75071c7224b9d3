import { getLocale, getTranslations } from "next-intl/server";
import { DatasetRow } from "@/components/market/dataset-row";
import { barsOf } from "@/components/player/peaks";
import { Link } from "@/i18n/navigation";
import type { CatalogueRow } from "@/lib/catalog/read";
import { sampleUrl } from "@/lib/downloads/sample-url";
import { formatCents, formatClock, formatNumber } from "@/lib/format";
import { pricePerHourCents } from "@/lib/orders/price-per-hour";

/** As many slices as the widest drawing of a row has bars. */
const ROW_SLICES = 120;
const LOUDEST = 127;
const HOUR = 3_600;

export async function Rows({ rows }: { rows: CatalogueRow[] }) {
  const t = await getTranslations("catalogue");
  const columns = [
    { key: "hours", name: "n" },
    { key: "speakers", name: "n" },
    { key: "language", name: "tx" },
    { key: "snr", name: "n" },
    { key: "licence", name: "tx" },
    { key: "price", name: "n" },
  ] as const;
  return (
    <>
      <div className="cat hd" aria-hidden="true">
        <span>
          <b>{t("name")}</b>
        </span>
        <span>{t("sample")}</span>
        {columns.map(({ key, name }) => (
          <span key={key} className={name}>
            {t(key)}
          </span>
        ))}
      </div>
      <ul>
        {rows.map((row) => (
          <li key={row.slug}>
            <Row row={row} />
          </li>
        ))}
      </ul>
    </>
  );
}

async function Row({ row }: { row: CatalogueRow }) {
  const t = await getTranslations("catalogue");
  const ui = await getTranslations("ui");
  return (
    <DatasetRow
      {...(row.sample && { sample: await heard(row, row.sample) })}
      words={{
        play: ui("play", { name: row.title }),
        pause: ui("pause", { name: row.title }),
        failed: ui("playFailed"),
        none: t("noSample"),
      }}
      name={
        <>
          <Link className="cover" href={`/datasets/${row.slug}`}>
            {row.title}
          </Link>
          <span className="mono">
            {row.slug} {`v${row.number}`}
          </span>
        </>
      }
    >
      <Figures row={row} />
    </DatasetRow>
  );
}

async function heard(row: CatalogueRow, sample: NonNullable<CatalogueRow["sample"]>) {
  const t = await getTranslations("catalogue");
  const durationSeconds = sample.durationMs / 1000;
  const slices = barsOf(sample.peaks, ROW_SLICES, LOUDEST).map((share) => Math.round(share * LOUDEST));
  return {
    src: sampleUrl(sample.id),
    durationSeconds,
    peaks: { a: sample.party === "a" ? slices : [], b: sample.party === "b" ? slices : [] },
    alt: t("sampleAlt", { title: row.title, length: formatClock(durationSeconds) }),
  };
}

/** Each cell says to a listener what the head of the table says to the eye. */
async function Figures({ row }: { row: CatalogueRow }) {
  const t = await getTranslations("catalogue");
  const locale = await getLocale();
  const seconds = row.speechSeconds ?? 0;
  const places = seconds < HOUR ? 2 : 1;
  const cents = { price: formatCents(row.priceCents ?? 0, locale), hour: formatCents(pricePerHourCents(row), locale) };
  return (
    <>
      <div className="n">
        <span className="vh">{t("hours")} </span>
        {formatNumber(seconds / HOUR, locale, places)}
        <span className="unit"> {t("hourUnit")}</span>
      </div>
      <div className="n">
        <span className="vh">{t("speakers")} </span>
        {formatNumber(row.speakerCount ?? 0, locale)}
        <span className="unit"> {t("speakersUnit")}</span>
      </div>
      <div className="tx">{t(`values.${row.language}`)}</div>
      <div className="n d0">
        <span className="vh">{t("snr")} </span>
        {row.medianSnrDb === null ? t("notMeasured") : formatNumber(row.medianSnrDb, locale, 1)}
      </div>
      <div className="lic q tx">{t(`values.${row.licence}`)}</div>
      <div className="n pr">
        <b className="b">{cents.price}</b>
        <br />
        <span className="s12 qq">{t("perHour", { price: cents.hour })}</span>
      </div>
    </>
  );
}
