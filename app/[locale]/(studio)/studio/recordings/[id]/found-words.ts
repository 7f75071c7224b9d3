import {
  adviceKey,
  type Detail,
  demands,
  refusalFacts,
} from "@/app/[locale]/(studio)/studio/recordings/[id]/refusal-facts";
import { formatBytes, formatMeasured, formatNumber, formatShare } from "@/lib/format";

/** The messages under `recordings`. */
export interface RecordingWords {
  (key: string, values?: Record<string, string>): string;
  has(key: string): boolean;
}

/** By the unit that ends its name. */
function inUnit(name: string, value: number, locale: string): string {
  if (/seconds$/i.test(name)) return formatMeasured(value, locale);
  if (/bytes$/i.test(name)) return formatBytes(value, locale);
  if (/share$/i.test(name)) return formatShare(value, locale, 0);
  return formatNumber(value, locale);
}

const filled = (values: Detail, locale: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === "number" ? inUnit(name, value, locale) : value,
    ]),
  );

/** The sentences about a refusal: what was found, then what its contributor can do. */
export function foundWords(t: RecordingWords, locale: string, reason: string, detail: Detail | null): string[] {
  const advice = `advice.${adviceKey(reason, detail)}`;
  const demanded = filled(demands, locale);
  const found = refusalFacts(reason, detail).flatMap(({ key, values }) => {
    const format = `formats.${values.looksLike}`;
    if ("looksLike" in values) return t.has(format) ? [t(`found.${key}`, { format: t(format) })] : [];
    return [t(`found.${key}`, { ...demanded, ...filled(values, locale) })];
  });
  return [...found, ...(t.has(advice) ? [t(advice, demanded)] : [])];
}
