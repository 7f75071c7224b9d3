import type { ReceivedMail } from "./receive-mail.ts";
import type { Tray } from "./tray.ts";

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

const STYLE = `
:root { color-scheme: light dark; --ink: #1b1f24; --quiet: #57606a; --line: #d0d7de; --paper: #fff; --back: #f4f5f7;
  --accent: #0b57d0 }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e8eb; --quiet: #a3abb5; --line: #3d444d; --paper: #1c2128;
  --back: #12161b; --accent: #8ab4f8 } }
* { box-sizing: border-box }
body { margin: 0; background: var(--back); color: var(--ink); font: 16px/1.5 system-ui, sans-serif }
main { max-width: 48rem; margin: 0 auto; padding: 1.5rem 1rem 3rem } h1 { font-size: 1.4rem; margin: 0 }
h2 { font-size: 1.1rem; margin: 0 } p { margin: .25rem 0 1rem } .quiet { color: var(--quiet); font-size: .9rem }
form { display: flex; flex-wrap: wrap; gap: .5rem; align-items: end; margin: 0 0 1.5rem } form div { flex: 1 1 14rem }
label { display: block; font-weight: 600 }
input, button { font: inherit; min-height: 2.75rem; padding: .5rem .8rem; border-radius: .4rem; width: 100%;
  border: 1px solid var(--quiet); background: var(--paper); color: inherit } button { width: auto; cursor: pointer }
article { background: var(--paper); border: 1px solid var(--line); border-radius: .75rem; padding: 1rem; margin: 0 0 1rem }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; margin: .75rem 0 0 } a { color: var(--accent) }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
`;

const SECURITY = {
  "content-security-policy":
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

/** `/dev/mail` and `/dev/mail.json`, both with an optional `?to=`. Only by a local name, against DNS rebinding. */
export function answerMailPage(tray: Tray, method: string, url: string, host: string): Answer {
  if (!/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host)) return plain(421, "Unknown host name.");
  if (method !== "GET" && method !== "HEAD") return plain(405, "This page can only be read.");
  const { pathname, searchParams } = new URL(url, "http://localhost");
  const to = searchParams.get("to") ?? "";
  const mails = pathname === "/dev/texts.json" ? tray.list(to).filter(isText) : tray.list(to);
  if (pathname === "/dev/mail.json" || pathname === "/dev/texts.json") {
    const headers = { ...SECURITY, "content-type": "application/json" };
    return { status: 200, headers, body: JSON.stringify({ mails }) };
  }
  if (pathname !== "/dev/mail") return plain(404, "There is nothing here. The mails are at /dev/mail.");
  return { status: 200, headers: { ...SECURITY, "content-type": "text/html; charset=utf-8" }, body: page(mails, to) };
}

/** A text is kept among the mails, to a number. */
const isText = (mail: ReceivedMail) => mail.to.some((to) => to.startsWith("+"));

function plain(status: number, body: string): Answer {
  return { status, headers: { ...SECURITY, "content-type": "text/plain; charset=utf-8" }, body };
}

function page(mails: ReceivedMail[], to: string): string {
  const count = `${mails.length} ${mails.length === 1 ? "mail" : "mails"}${to ? ` to ${escapeHtml(to)}` : ""}`;
  const all = to ? ' · <a href="/dev/mail">Show all</a>' : "";
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Development mailbox</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>Development mailbox</h1>
<p class="quiet">Mails and texts that this machine sent. None of them left it.</p>
<form method="get" action="/dev/mail">
<div><label for="to">Address or number</label><input id="to" name="to" type="text" value="${escapeHtml(to)}"></div>
<button type="submit">Show mails</button>
</form>
<p role="status">${count}${all}</p>
${mails.map(article).join("\n")}
</main>
</body>
</html>`;
}

function article(mail: ReceivedMail): string {
  const recipients = mail.to.map((address) => {
    return `<a href="/dev/mail?to=${encodeURIComponent(address)}">${escapeHtml(address)}</a>`;
  });
  return `<article aria-labelledby="mail-${mail.id}">
<h2 id="mail-${mail.id}">${escapeHtml(mail.subject)}</h2>
<p class="quiet">To ${recipients.join(", ")} · from ${escapeHtml(mail.from)} ·
<time datetime="${mail.receivedAt}">${mail.receivedAt.slice(0, 19).replace("T", " ")} UTC</time></p>
<pre>${withLinks(mail.text)}</pre>
</article>`;
}

/** Escapes the text, and turns its web addresses into links. */
function withLinks(text: string): string {
  const parts = text.split(/(https?:\/\/[^\s<>"']+)/);
  return parts
    .map((part, index) => {
      const safe = escapeHtml(part);
      return index % 2 === 1 ? `<a href="${safe}" rel="noreferrer">${safe}</a>` : safe;
    })
    .join("");
}

function escapeHtml(text: string): string {
  const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
