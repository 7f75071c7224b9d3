import { getLocale, getTranslations } from "next-intl/server";
import { RecordingState } from "@/app/[locale]/(studio)/studio/recording-state";
import { kindWords } from "@/app/[locale]/(studio)/studio/words";
import { Waveform } from "@/components/player/waveform";
import { callDrawing } from "@/components/studio/call-drawing";
import { LedgerTable } from "@/components/ui/ledger-table";
import { Link } from "@/i18n/navigation";
import type { myRecordings } from "@/lib/contributions/read";
import { pendingStates } from "@/lib/contributions/read";
import { rateKind } from "@/lib/contributions/rules";
import { formatDateTime, formatDay, formatMicros, formatMinutes, formatTime } from "@/lib/format";

type Row = Awaited<ReturnType<typeof myRecordings>>[number];
interface Rates {
  bothSides: bigint;
  ownSide: bigint;
}

/** What a recording is worth while nobody has decided on it, in micro-USD; undefined where its length is not known. */
export function worthMicros(row: Pick<Row, "otherParty" | "durationSeconds">, rates: Rates): bigint | undefined {
  if (row.durationSeconds === null) return undefined;
  return BigInt(row.durationSeconds) * (rateKind(row.otherParty) === "both_sides" ? rates.bothSides : rates.ownSide);
}

const BARS = 53;

export async function RecordingsTable({ rows, rates }: { rows: Row[]; rates: Rates }) {
  const t = await getTranslations("recordings");
  const columns = [
    { key: "call", label: t("columnCall") },
    { key: "wave", label: t("columnWave"), className: "d0 w-44" },
    { key: "length", label: t("columnLength"), numeric: true },
    { key: "state", label: t("columnState"), className: "st0" },
    { key: "money", label: t("columnMoney"), numeric: true },
  ];
  return (
    <LedgerTable caption={t("caption")} columns={columns} middle className="recs">
      {rows.map((row) => (
        <RecordingRow key={row.id} row={row} rates={rates} />
      ))}
    </LedgerTable>
  );
}

async function RecordingRow({ row, rates }: { row: Row; rates: Rates }) {
  const t = await getTranslations("recordings");
  const locale = await getLocale();
  const kinds = await kindWords();
  const drawing = callDrawing(row, (kind) => kinds[kind.toLowerCase()] ?? kinds.other ?? "");
  const money = moneyOf(row, rates);
  return (
    <tr>
      <th scope="row" className="pl-0! max-wide:flex-[1_0_60%]">
        <Link href={`/studio/recordings/${row.id}`} className="b no-underline hover:underline">
          {row.title}
        </Link>
        <br />
        <time
          className="s12 qq font-normal"
          dateTime={row.createdAt.toISOString()}
          title={formatDateTime(row.createdAt, locale)}
        >
          {formatDay(row.createdAt, locale)}, {formatTime(row.createdAt, locale)}
        </time>
      </th>
      <td className="d0">
        <Waveform {...drawing} bars={BARS} exact height={28} alt={t("waveAlt", { title: row.title })} />
      </td>
      <td className="n nw end">{row.durationSeconds === null ? "" : formatMinutes(row.durationSeconds, locale)}</td>
      <td className="full max-wide:flex-[1_1_60%]! max-wide:pl-0!">
        <RecordingState recording={row} />
      </td>
      <td className="n end">
        {money && (
          <>
            <b className="b">{formatMicros(money.micros, locale)}</b>
            <br />
            <span className="s12 qq">{t(`money.${money.kind}`)}</span>
          </>
        )}
      </td>
    </tr>
  );
}

function moneyOf(row: Row, rates: Rates): { micros: bigint; kind: string } | undefined {
  if (row.earnedMicros !== null) {
    return { micros: row.earnedMicros, kind: row.state === "withdrawn" ? "yoursToKeep" : "earned" };
  }
  if (row.state === "accepted") return { micros: 0n, kind: "counting" };
  if (row.state === "refused" || row.state === "failed") return { micros: 0n, kind: "notPaid" };
  const worth = worthMicros(row, rates);
  const pending = (pendingStates as readonly string[]).includes(row.state);
  return pending && worth !== undefined ? { micros: worth, kind: "pending" } : undefined;
}
