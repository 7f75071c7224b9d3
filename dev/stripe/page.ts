export interface Page {
  status: number;
  headers: Record<string, string>;
  body: string;
}

const STYLE = `
:root { color-scheme: light dark; --ink: #1b1f24; --quiet: #57606a; --line: #d0d7de; --paper: #fff; --back: #f4f5f7;
  --accent: #0b57d0; --on-accent: #fff; --bad: #b3261e; --note: #fff4ce; --on-note: #493c00 }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e8eb; --quiet: #a3abb5; --line: #3d444d; --paper: #1c2128;
  --back: #12161b; --accent: #8ab4f8; --on-accent: #06214d; --bad: #ffb4ab; --note: #3f3500; --on-note: #ffe99a } }
* { box-sizing: border-box }
body { margin: 0; background: var(--back); color: var(--ink); font: 16px/1.5 system-ui, sans-serif }
.note { margin: 0; padding: .6rem 1rem; background: var(--note); color: var(--on-note); text-align: center }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; display: grid; gap: 1.5rem }
@media (min-width: 52rem) { main.two { grid-template-columns: 1fr 1fr; gap: 3rem; padding-top: 4rem } }
main.one { max-width: 30rem }
h1 { font-size: 1.4rem; line-height: 1.3; margin: 0 0 .5rem } h2 { font-size: 1.1rem; margin: 0 0 1rem }
.total { font-size: 2.2rem; font-weight: 600; margin: 0 0 1rem; font-variant-numeric: tabular-nums }
table { width: 100%; border-collapse: collapse } th, td { text-align: left; padding: .5rem 0; font-weight: 400 }
td { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; vertical-align: top }
tfoot th, tfoot td { border-top: 1px solid var(--line); font-weight: 600 }
section.card { background: var(--paper); border: 1px solid var(--line); border-radius: .75rem; padding: 1.25rem }
label { display: block; font-weight: 600; margin: 0 0 .25rem } .field { margin: 0 0 1rem; min-width: 0 }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem }
.hint { color: var(--quiet); font-size: .875rem; margin: .25rem 0 0 }
input, select { width: 100%; font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--quiet);
  border-radius: .4rem; padding: .6rem .7rem; min-height: 2.75rem }
input[aria-invalid=true] { border-color: var(--bad) }
button { width: 100%; font: inherit; font-weight: 600; min-height: 3rem; border: 0; border-radius: .4rem;
  background: var(--accent); color: var(--on-accent); cursor: pointer }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
.error { border: 1px solid var(--bad); border-radius: .4rem; color: var(--bad); padding: .6rem .8rem; margin: 0 0 1rem }
a { color: var(--accent) } code { font-size: .875rem } details { margin-top: 1rem } dt { font-family: monospace }
dd { margin: 0 0 .4rem; color: var(--quiet) }
`;

/** A whole page. Nothing is loaded from elsewhere; `origins` are where a form may lead after its redirect. */
export function layout(
  status: number,
  title: string,
  main: string,
  { columns = "one", origins = [] }: { columns?: "one" | "two"; origins?: string[] } = {},
): Page {
  const policy = [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    `form-action ${["'self'", ...origins].join(" ")}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
  const body = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)} – Emulated Stripe</title>
<style>${STYLE}</style>
</head>
<body>
<header class="note">Emulated Stripe – no money moves</header>
<main class="${columns}">
${main}
</main>
</body>
</html>`;
  const headers = {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": policy,
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
  };
  return { status, headers, body };
}

export function redirect(location: string): Page {
  const headers = { location, "cache-control": "no-store", "referrer-policy": "no-referrer" };
  return { status: 303, headers, body: "" };
}

export function escapeHtml(text: string): string {
  const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** An amount in a currency's smallest unit, such as `$500.00`. */
export function money(amount: number, currency: string): string {
  const format = new Intl.NumberFormat("en-US", { style: "currency", currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(amount / 10 ** digits);
}

export interface Field {
  name: string;
  label: string;
  value: string;
  hint?: string;
  error?: string | undefined;
  /** Further attributes, written as in HTML. */
  attributes?: string;
}

/** A labelled input with its hint and its error, tied together for screen readers. */
export function inputField({ name, label, value, hint, error, attributes = "" }: Field): string {
  const described = [hint ? `${name}-hint` : "", error ? `${name}-error` : ""].filter(Boolean).join(" ");
  const describedBy = described ? ` aria-describedby="${described}"` : "";
  const invalid = error ? ' aria-invalid="true"' : "";
  return `<div class="field"><label for="${name}">${escapeHtml(label)}</label>
<input id="${name}" name="${name}" value="${escapeHtml(value)}" ${attributes}${describedBy}${invalid}>
${hint ? `<p class="hint" id="${name}-hint">${escapeHtml(hint)}</p>` : ""}
${error ? `<p class="hint" id="${name}-error">${escapeHtml(error)}</p>` : ""}</div>`;
}

/** The summary of what went wrong, read out when the page opens. */
export function errorBox(message: string | undefined): string {
  return message ? `<p class="error" role="alert">${escapeHtml(message)}</p>` : "";
}
