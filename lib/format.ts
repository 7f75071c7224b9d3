/**
 * The one formatter for numbers that people read. Pure: the time "now" is given, the zone is UTC.
 * Numbers are written the American way in English ($8,947.20), dates the British way (9 Nov 2026).
 */

const NUMBER_LOCALE: Record<string, string> = { en: "en-US", fr: "fr-FR" };
const DATE_LOCALE: Record<string, string> = { en: "en-GB", fr: "fr-FR" };
const NBSP = "\u00a0";

const numbers = new Map<string, Intl.NumberFormat>();

function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = locale + JSON.stringify(options);
  const found = numbers.get(key);
  if (found) return found;
  const made = new Intl.NumberFormat(NUMBER_LOCALE[locale] ?? locale, options);
  numbers.set(key, made);
  return made;
}

/** An integer number of 10^-places as an exact decimal string: (3750000n, 6) is "3.750000". */
export function decimal(amount: bigint, places: number): `${number}` {
  const sign = amount < 0n ? "-" : "";
  const digits = (amount < 0n ? -amount : amount).toString().padStart(places + 1, "0");
  return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}` as `${number}`;
}

export interface MoneyOptions {
  /** ISO 4217 code; USD unless told. */
  currency?: string;
  /** Shows what lies below the cent as well (a price of $0.0050 a second), up to six places. */
  exact?: boolean;
}

/** Millionths of the currency, as the ledger keeps them: 3_750_000n is "$3.75". Exact at any size; a half cent rounds away from 0. */
export function formatMicros(amountMicros: bigint | string, locale: string, options: MoneyOptions = {}): string {
  const { currency = "USD", exact = false } = options;
  const format = numberFormat(locale, { style: "currency", currency, maximumFractionDigits: exact ? 6 : 2 });
  return format.format(decimal(BigInt(amountMicros), 6));
}

/** Hundredths of the currency, as prices are kept: 894720 is "$8,947.20". */
export function formatCents(amountCents: number | bigint | string, locale: string, options: MoneyOptions = {}): string {
  return numberFormat(locale, { style: "currency", currency: options.currency ?? "USD" }).format(
    decimal(BigInt(amountCents), 2),
  );
}

/** 84212 is "84,212"; `digits` fixes the places after the point. */
export function formatNumber(value: number | bigint, locale: string, digits?: number): string {
  if (digits === undefined) return numberFormat(locale, {}).format(value);
  return numberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
}

/** A share from 0 to 1: 0.02 is "2.0 %". */
export function formatShare(share: number, locale: string, digits = 1): string {
  return `${formatNumber(share * 100, locale, digits)}${NBSP}%`;
}

function parts(seconds: number): { hours: number; minutes: number; seconds: number } {
  const whole = Math.max(0, Math.round(seconds));
  return { hours: Math.floor(whole / 3600), minutes: Math.floor(whole / 60) % 60, seconds: whole % 60 };
}

/** Length in the two largest units: "38 s", "12 min 30 s", "186 h 24 min". */
export function formatDuration(durationSeconds: number, locale: string): string {
  const { hours, minutes, seconds } = parts(durationSeconds);
  if (hours > 0) return `${formatNumber(hours, locale)}${NBSP}h ${minutes}${NBSP}min`;
  if (minutes > 0) return `${minutes}${NBSP}min ${seconds}${NBSP}s`;
  return `${seconds}${NBSP}s`;
}

/** A length that was measured: as formatDuration, with one place under ten seconds: "1.4 s". */
export function formatMeasured(durationSeconds: number, locale: string): string {
  const tenths = Math.round(durationSeconds * 10) / 10;
  if (tenths >= 10 || Number.isInteger(tenths)) return formatDuration(tenths, locale);
  return `${formatNumber(tenths, locale, 1)}${NBSP}s`;
}

/** Length in minutes and seconds however long, because minutes are what is paid: "1,375 min 0 s". */
export function formatMinutes(durationSeconds: number, locale: string): string {
  const whole = Math.max(0, Math.round(durationSeconds));
  return `${formatNumber(Math.floor(whole / 60), locale)}${NBSP}min ${whole % 60}${NBSP}s`;
}

/** Length in hours with one place: "186.4 h". */
export function formatHours(durationSeconds: number, locale: string): string {
  return `${formatNumber(durationSeconds / 3600, locale, 1)}${NBSP}h`;
}

/** Position or length on a player: "0:38", "18:30", "1:02:05". Cut, not rounded, so that a clock never runs ahead. */
export function formatClock(positionSeconds: number): string {
  const whole = Math.max(0, Math.floor(positionSeconds));
  const two = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

const BYTE_UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte", "petabyte"] as const;

/** Decimal units with three figures from a gigabyte on: "48 kB", "9.4 MB", "1.00 GB"; French "1,00 Go". */
export function formatBytes(bytes: number | bigint, locale: string): string {
  let value = Number(bytes);
  let step = 0;
  while (value >= 999.5 && step < BYTE_UNITS.length - 1) {
    value /= 1000;
    step += 1;
  }
  const digits = step < 2 || value >= 99.5 ? 0 : value < 9.995 && step > 2 ? 2 : 1;
  const unit = BYTE_UNITS[step] ?? "byte";
  const unitDisplay = step === 0 ? "long" : "short";
  const format = numberFormat(locale, {
    style: "unit",
    unit,
    unitDisplay,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return format.format(value).replace(" ", NBSP);
}

function dateText(date: Date | string | number, locale: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(DATE_LOCALE[locale] ?? locale, { timeZone: "UTC", ...options })
    .format(new Date(date))
    .replace("Sept", "Sep");
}

/** "9 Nov 2026" */
export function formatDate(date: Date | string | number, locale: string): string {
  return dateText(date, locale, { day: "numeric", month: "short", year: "numeric" });
}

/** "9 Nov": where the year is plain */
export function formatDay(date: Date | string | number, locale: string): string {
  return dateText(date, locale, { day: "numeric", month: "short" });
}

/** "13:20": hour and minute, UTC */
export function formatTime(date: Date | string | number, locale: string): string {
  return dateText(date, locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

/** "9 Nov 2026, 13:20 UTC": the absolute time that stands behind a relative one */
export function formatDateTime(date: Date | string | number, locale: string): string {
  return `${formatDate(date, locale)}, ${formatTime(date, locale)}${NBSP}UTC`;
}

const RELATIVE_STEPS: [Intl.RelativeTimeFormatUnit, number, number][] = [
  ["second", 1, 60],
  ["minute", 60, 60],
  ["hour", 3600, 24],
  ["day", 86_400, 30],
  ["month", 2_629_746, 12],
  ["year", 31_556_952, Number.POSITIVE_INFINITY],
];

/** "2 min ago", "in 21 min", "yesterday"; French "il y a 2 min". Whole units, cut toward now. */
export function formatRelative(date: Date | string | number, now: Date | string | number, locale: string): string {
  const seconds = (new Date(date).getTime() - new Date(now).getTime()) / 1000;
  for (const [unit, length, limit] of RELATIVE_STEPS) {
    const count = Math.trunc(seconds / length);
    if (Math.abs(count) >= limit) continue;
    const style = length < 86_400 ? "short" : "long";
    const format = new Intl.RelativeTimeFormat(DATE_LOCALE[locale] ?? locale, { style, numeric: "auto" });
    // The house writes h and s in both languages, as on every length.
    return format
      .format(count, unit)
      .replace(/\bhr\b/, "h")
      .replace(/\bsec\b/, "s");
  }
  return formatDate(date, locale);
}
