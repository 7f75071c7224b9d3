/**
 * What never reaches a log, each by its form; tests/edge/redact.test.ts has an example of every one. The order matters: what
 * holds another (an address that holds a code, a number that holds a phone's digits) comes first.
 */
const FORMS: readonly (readonly [RegExp, string])[] = [
  // shorter than a whole token too: a cut one still narrows the search
  [/\bh[lsf]_[0-9a-f]{8,}/g, "[token]"],
  [/\bAGE-SECRET-KEY-1[A-Z0-9]*/gi, "[age key]"],
  [/\b(?:sk|rk|pk|whsec|ek)_(?:(?:test|live)_)?[A-Za-z0-9]{8,}/g, "[Stripe key]"],
  [/\b(?:pi|seti|src|cs)_[A-Za-z0-9_]{6,}_secret_[A-Za-z0-9]+/g, "[Stripe secret]"],
  [/\bcs_(?:test|live)_[A-Za-z0-9]{8,}/g, "[Checkout session]"],
  [/(?<![\w-])eyJ[\w-]{8,4000}\.[\w-]{1,4000}\.[\w-]{0,4000}/g, "[token]"],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi, "$1 [token]"],
  // user and password of an address
  [/(\b[a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/@:]{0,200}:[^\s/@]{1,500}@/gi, "$1[credentials]@"],
  // a signed link opens a file, whatever stands around it
  [/([?&#](?:s|sig|signature|token|code|secret|key|state|otp|X-Amz-[A-Za-z]+)=)[^\s&#"'<>]+/gi, "$1[cut]"],
  [/\b((?:code|pin|otp|passcode)[ :=]{0,3}(?:is[ :=]{1,3})?)\d{6,8}\b/gi, "$1[code]"],
  [/\b[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,3})?\b/g, "[IBAN]"],
];

/** What follows the name in an e-mail address, and what may stand in the name. */
const DOMAIN = /@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,8}\.[a-z]{2,24}/gi;
const IN_NAME = /[\w.+%-]/;
const NAME_LENGTH = 64;

/** A plus begins a telephone number wherever it stands; other digits may be part of an address or of an id. */
const NUMBER = /(?:(?<![\w.:/+-])\(?|\+)\d[\d ().\u00a0\u202f-]{6,22}\d(?![\w-])/g;
const ESCAPED = /(?:%[0-9a-f]{2})+/gi;
const DATE = /^\d{4}-\d{2}-\d{2}\b/;
const ADDRESS = /^\d{1,3}(?:\.\d{1,3}){3}$/;
/** What steers a terminal or turns the text around it. Line feeds stay, for stacks: JSON writes them as two letters. */
const STEERING = /(?![\n\t])[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Fields that are never worth a line in a log. postgres.js puts bind values and quoted rows on its errors. */
const SECRET =
  /^(?:authorization|cookie|set-cookie|proxy-authorization|x-edge-visitor|x-forwarded-for|password|passphrase|secret|token|access_?token|refresh_?token|api_?key|client_?secret|signature|stripe-signature|otp|pin|iban|phone|e-?mail|remote_?address|parameters|params|args|query|detail|where)$/i;
/** A field of this name with six to eight digits is what somebody types to sign in; an error's code has five signs or a word. */
const CODE = /^(?:code|pin|otp|passcode)$/i;
const DIGITS = /^\d{6,8}$/;
const DEPTH = 12;

/**
 * The text without secrets, e-mail addresses, account and phone numbers (9 to 15 digits, however they are grouped), and nothing
 * in it that steers a terminal. Addresses escape letters: what is a secret only when it is read is told as it reads.
 */
export function redactText(text: string): string {
  const read = text.replace(ESCAPED, (run) => Buffer.from(run.replaceAll("%", ""), "hex").toString());
  const left = withoutSecrets(read);
  return read === text || left !== read ? left : withoutSecrets(text);
}

function withoutSecrets(text: string): string {
  let left = text.replace(STEERING, "\ufffd");
  for (const [form, name] of FORMS) left = left.replace(form, name);
  left = withoutAddresses(left);
  return left.replace(NUMBER, (found) => (isPhone(found) ? "[phone]" : found));
}

/** Found by the @ and read backwards: a pattern for the whole would try every letter of a long word as the beginning. */
function withoutAddresses(text: string): string {
  let left = "";
  let from = 0;
  for (const { 0: domain, index } of text.matchAll(DOMAIN)) {
    let start = index;
    while (start > from && index - start < NAME_LENGTH && IN_NAME.test(text[start - 1]!)) start--;
    if (start === index) continue;
    left += `${text.slice(from, start)}[e-mail]`;
    from = index + domain.length;
  }
  return left + text.slice(from);
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
    SECRET.test(name) || (CODE.test(name) && DIGITS.test(String(inner))) ? "[redacted]" : redactValue(inner, depth + 1),
  ]);
  return Object.fromEntries(entries);
}
