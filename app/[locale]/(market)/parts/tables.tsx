import { getLocale, getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { Code } from "@/components/ui/code";
import { Figures } from "@/components/ui/figures";
import { LedgerTable } from "@/components/ui/ledger-table";
import { Progress } from "@/components/ui/progress";
import { Slip } from "@/components/ui/slip";
import {
  formatBytes,
  formatCents,
  formatDuration,
  formatHours,
  formatMinutes,
  formatNumber,
  formatShare,
} from "@/lib/format";

const FILES = [
  { name: "data/train-000000.tar", bytes: 1_000_000_000 },
  { name: "metadata.parquet", bytes: 9_400_000 },
];
const HOURS_SECONDS = 671_040;
const SNIPPET = `# two variables, then the code you already have
export HF_ENDPOINT=https://hub.example HF_TOKEN=hf_your_org_key`;

export async function Tables() {
  const t = await getTranslations("parts");
  const ui = await getTranslations("ui");
  const locale = await getLocale();
  const hours = formatDuration(HOURS_SECONDS, locale);
  const price = formatCents(894_720, locale);
  return (
    <>
      <Figures
        figures={[
          { key: "speech", term: t("speech"), value: hours, note: t("callsOf", { count: formatNumber(2038, locale) }) },
          { key: "snr", term: t("snr"), value: formatNumber(22.6, locale, 1), unit: "dB" },
          {
            key: "hours",
            term: t("speech"),
            value: formatHours(HOURS_SECONDS, locale),
            note: formatMinutes(750, locale),
          },
        ]}
      />
      <div className="lib mt-10">
        <div className="grid gap-8">
          <FileTable />
          <Progress share={0.61} label={t("upload")} valueText={formatShare(0.61, locale, 0)} />
          <Progress share={0.84} label={t("linkLeft")} valueText={formatMinutes(252, locale)} className="max-w-44" />
          <Code text={SNIPPET} copy={{ label: ui("copy"), done: ui("copied"), failed: ui("copyFailed") }} />
        </div>
        <Slip
          title={t("order")}
          lines={[
            { key: "line", term: t("orderLine", { hours, price: formatCents(4800, locale) }), amount: price },
            { key: "tax", term: t("tax"), amount: formatCents(0, locale) },
          ]}
          total={{ term: t("toPay"), amount: price }}
        >
          <Button wide className="mt-4">
            {t("order")}
          </Button>
        </Slip>
      </div>
    </>
  );
}

async function FileTable() {
  const t = await getTranslations("parts");
  const locale = await getLocale();
  const columns = [
    { key: "file", label: t("columnFile") },
    { key: "size", label: t("columnSize"), numeric: true },
    { key: "action", spoken: t("columnAction"), numeric: true },
  ];
  return (
    <LedgerTable caption={t("files")} columns={columns}>
      {FILES.map((file) => (
        <tr key={file.name}>
          <td className="mono full">{file.name}</td>
          <td className="n">{formatBytes(file.bytes, locale)}</td>
          <td className="n end">
            <button type="button" className="textual">
              {t("makeLink")}
            </button>
          </td>
        </tr>
      ))}
      <tr className="sum">
        <td>{t("sum")}</td>
        <td className="n">{formatBytes(1_009_400_000, locale)}</td>
        <td />
      </tr>
    </LedgerTable>
  );
}
