import { type CanaryBook, leaksIn, maySee } from "./canaries.ts";
import type { Answer, Asked } from "./client.ts";
import type { Principal } from "./principals.ts";

/** `by` collects everybody for whom the same went wrong; `repeat` is the first. */
export type Finding = { kind: "leak" | "fault" | "difference" | "change"; what: string; by: string; repeat: string };
export type Attempt = Asked & {
  by: Principal;
  /** what is attacked, for the counts and for comparing: "page /[locale]/studio/recordings/[id] RSC" */
  route: string;
  /** which answers must be alike: an object that is not there and one that is not theirs */
  compare?: { as: "absent" | "foreign"; value: string } | undefined;
  /** where the answer comes from: its security headers differ */
  from: "site" | "delivery";
};

/** Signs of an inside that no answer may show. */
const inside: readonly [string, RegExp][] = [
  ["a stack trace", /\n\s+at (?:async )?[\w.<>[\] ]+ \((?:file:|node:|\/)|\bat Object\.|node:internal\//],
  [
    "SQL",
    /PostgresError|syntax error at or near|violates (?:row-level|check|foreign key|unique|not-null)|permission denied for|\brelation "\w|invalid input syntax|current transaction is aborted|begin_(?:look|request|job)\b/,
  ],
  ["a key of the vault", /AGE-SECRET-KEY-1/i],
  ["a path of the server", /\/(?:node_modules|root|home|tmp)\/[\w.@/-]+\.(?:m?js|ts)\b/],
];
const always: Record<Attempt["from"], readonly [string, RegExp][]> = {
  site: [
    ["x-content-type-options", /^nosniff$/],
    ["cross-origin-opener-policy", /^same-origin$/],
    ["cross-origin-resource-policy", /^same-origin$/],
    ["referrer-policy", /^(?:strict-origin-when-cross-origin|no-referrer)$/],
    ["permissions-policy", /camera=\(\)/],
  ],
  delivery: [["cache-control", /no-store|no-cache/]],
};

/** The whole answer as text: status line, headers, body. Where a redirect goes and which cookies are set count as well. */
export const textOf = ({ headers, body }: Answer): string =>
  `${Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n")}\n\n${body}`;

/** What is wrong with one answer, seen by itself. */
export function judge(book: CanaryBook, attempt: Attempt, answer: Answer): Finding[] {
  if (answer.status === 0) return []; // the connection was cut: nothing was said
  const { by } = attempt;
  const text = textOf(answer);
  const said = `${attempt.path}\n${safeDecoded(attempt.path)}\n${attempt.body ?? ""}\n${Object.values(attempt.headers).join("\n")}`;
  const repeat = curlOf(attempt);
  const found: Finding[] = leaksIn(book, text, by.sees, said).map(({ where }) => ({
    kind: "leak",
    what: `${where} was shown by ${attempt.route}`,
    by: by.name,
    repeat,
  }));
  const fault = (what: string) =>
    found.push({ kind: "fault", what: `${what} (${attempt.route})`, by: by.name, repeat });
  if (answer.status >= 500 && !isErrorPage(attempt.path)) fault(`status ${answer.status}`);
  if (isWritten(answer))
    for (const [what, sign] of inside) if (sign.test(text)) fault(`${what}: ${sign.exec(text)?.[0].slice(0, 80)}`);
  for (const [name, wanted] of always[attempt.from])
    if (!wanted.test(String(answer.headers[name] ?? "")))
      fault(`header ${name} is ${answer.headers[name] ?? "missing"}`);
  if (attempt.from === "site" && isHtml(answer) && !policyHolds(answer))
    fault("content-security-policy is missing or weak");
  const own = book.in(answer.body).some(({ viewers }) => viewers !== "everybody" && maySee(viewers, by.sees));
  const caching = String(answer.headers["cache-control"] ?? "");
  if (own && !/no-store/.test(caching)) fault(`one's own data may be cached: cache-control "${caching}"`);
  return found;
}

/** Next's own last page can be asked for by name, and then says what it is. */
const isErrorPage = (path: string) => path.startsWith("/_global-error");
const isHtml = (answer: Answer) => String(answer.headers["content-type"] ?? "").startsWith("text/html");
const isWritten = (answer: Answer) =>
  !/javascript|audio|octet-stream|x-tar|font|image\//.test(String(answer.headers["content-type"] ?? ""));

/** No inline script without a nonce or a hash, nothing evaluated, nobody frames it. */
function policyHolds({ headers }: Answer): boolean {
  const policy = String(headers["content-security-policy"] ?? "");
  const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? "";
  return (
    /'(?:nonce|sha256)-/.test(scripts) &&
    !/unsafe-(?:inline|eval)/.test(scripts) &&
    /frame-ancestors 'none'/.test(policy) &&
    /object-src 'none'/.test(policy)
  );
}

/**
 * The same answer without what differs by nature: nonces, the value that was asked for, the keys that Next draws for each
 * render, and the order in which the rows of a payload were ready.
 */
export function comparable(answer: Answer, value: string): string {
  const nonce = /'nonce-([^']+)'/.exec(String(answer.headers["content-security-policy"] ?? ""))?.[1];
  let text = answer.body;
  if (nonce) text = text.replaceAll(nonce, "NONCE");
  const isId = /^[0-9a-f]{8}-/.test(value);
  const spelled = [value, encodeURIComponent(value), safeDecoded(value), ...(isId ? shortened(value) : [])];
  for (const one of new Set(spelled)) text = text.replaceAll(one, "VALUE");
  const rows = text
    .replaceAll(/<\/script><script(?: nonce="NONCE")?>/g, "")
    // where the stream was cut is chance: the joints that the line above has laid bare
    .replaceAll(/"\]\)self\.__next_f\.push\(\[1,"/g, "")
    .replaceAll(/"[\w-]{21}[a-z]?"/g, '"KEY"')
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z?/g, "WHEN")
    .replaceAll(/\$[A-Z@]?[0-9a-f]{1,4}\b/g, "$$")
    // how long ago something was, and the minute of the clock
    .replaceAll(/\bnow\b|\bmaintenant\b|\b\d+ (?:s|sec\.?|min\.?|h) ago\b|\bil y a \d+ (?:s|min|h)\b/g, "LATELY")
    .replaceAll(/\b\d\d:\d\d(?=\W{0,3}UTC)/g, "CLOCK")
    .split(/\n|\\n/)
    .map((row) => row.replace(/^[0-9a-f]{1,4}:/, ""));
  const location = String(answer.headers.location ?? "").replaceAll(value, "VALUE");
  return `${answer.status} ${location}\n${rows.sort().join("\n")}`;
}

/** How titles shorten an id, with what a variant's path puts behind it. */
const shortened = (id: string): string[] => [id.slice(-6), `${id}.rsc`.slice(-6)];

function safeDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}

/** A line for a shell that does it again, with the name of who asks for their credential. */
export function curlOf({ method, path, headers, body, by, from }: Attempt): string {
  const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  const shown = Object.entries(headers).map(
    ([name, value]) =>
      ` -H ${quoted(`${name}: ${/^(?:cookie|authorization)$/.test(name) ? value.replace(/h[sf]_[0-9a-f]{64}/, `<${by.name}>`) : value}`)}`,
  );
  const sent = body === undefined ? "" : ` --data-binary ${quoted(String(body).slice(0, 400))}`;
  return `curl -i --path-as-is -X ${method}${shown.join("")}${sent} ${quoted(`$${from.toUpperCase()}${path.slice(0, 600)}`)}`;
}
