const TOKEN = /\bh[lsf]_[0-9a-f]{8,}/g; // shorter than a whole token too: a cut one still narrows the search
const EMAIL = /[\w.+%-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/gi;
const NUMBER = /(?<![\w.:/+-])[+(]?\d[\d ().-]{6,22}\d(?![\w-])/g;
const DATE = /^\d{4}-\d{2}-\d{2}\b/;
const ADDRESS = /^\d{1,3}(?:\.\d{1,3}){3}$/;

/** Fields that are never worth a line in a log. postgres.js puts bind values and quoted rows on its errors. */
const SECRET =
  /^(?:authorization|cookie|set-cookie|proxy-authorization|password|secret|token|parameters|args|query|detail|where)$/i;
const DEPTH = 12;

/** The text without tokens, e-mail addresses and phone numbers (9 to 15 digits, however they are grouped). */
export function redactText(text: string): string {
  return text
    .replace(TOKEN, "[token]")
    .replace(EMAIL, "[e-mail]")
    .replace(NUMBER, (found) => (isPhone(found) ? "[phone]" : found));
}

function isPhone(found: string): boolean {
  const digits = found.replace(/\D/g, "").length;
  return digits >= 9 && digits <= 15 && !DATE.test(found) && !ADDRESS.test(found);
}

/** A copy of a plain value with every string redacted and secret fields emptied. Deeper than 12 levels is dropped. */
export function redactValue(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return redactText(value);
  if (value === null || typeof value !== "object") return value;
  if (depth >= DEPTH) return "[deep]";
  if (Array.isArray(value)) return value.map((item) => redactValue(item, depth + 1));
  const entries = Object.entries(value).map(([name, inner]) => [
    redactText(name),
    SECRET.test(name) ? "[redacted]" : redactValue(inner, depth + 1),
  ]);
  return Object.fromEntries(entries);
}
