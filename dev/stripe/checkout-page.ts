import type Stripe from "stripe";
import { z } from "zod";
import { cardByNumber, type TestCard } from "./cards.ts";
import { completeSession, intentOf } from "./checkout.ts";
import type { StoredSession } from "./checkout-session.ts";
import { ApiError } from "./errors.ts";
import { errorBox, escapeHtml, type Field, inputField, layout, money, type Page, redirect } from "./page.ts";
import { payIntent } from "./payment-intents.ts";
import type { World } from "./world.ts";

interface Typed {
  email: string;
  card: string;
  expiry: string;
  cvc: string;
  name: string;
}

type Errors = Partial<Record<keyof Typed, string>> & { summary?: string };

/** The hosted payment page: shows the order, takes a test card, and returns to the shop. */
export function answerCheckout(world: World, sessionId: string, form: URLSearchParams | null): Page {
  const stored = world.tables.sessions.get(sessionId);
  if (!stored) return layout(404, "Session not found", "<h1>There is no such payment page</h1>");
  const { session } = stored;
  if (session.status === "complete") return form ? redirect(successUrl(session)) : alreadyPaid(session);
  if (session.status !== "open") return timedOut(session);
  if (!form) return paymentPage(200, stored, emptyForm(session), {});
  const typed = readForm(form, session);
  const checked = check(typed, world.nowSeconds());
  if ("errors" in checked) return paymentPage(422, stored, safeToRepeat(typed), checked.errors);
  return pay(world, stored, typed, checked.card);
}

function pay(world: World, stored: StoredSession, typed: Typed, card: TestCard): Page {
  const { session } = stored;
  try {
    payIntent(world, intentOf(world, stored, typed.email), card, { email: typed.email, name: typed.name });
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 402) throw error;
    const summary = `${error.message} Nothing was charged. Try another card.`;
    return paymentPage(402, stored, safeToRepeat(typed), { summary });
  }
  completeSession(world, session, typed.email, typed.name);
  return redirect(successUrl(session));
}

function successUrl(session: Stripe.Checkout.Session): string {
  return (session.success_url ?? "").replaceAll("{CHECKOUT_SESSION_ID}", session.id);
}

function emptyForm(session: Stripe.Checkout.Session): Typed {
  return { email: session.customer_email ?? "", card: "", expiry: "", cvc: "", name: "" };
}

function readForm(form: URLSearchParams, session: Stripe.Checkout.Session): Typed {
  const text = (name: string) => (form.get(name) ?? "").trim().slice(0, 200);
  const email = session.customer_email ?? text("email");
  return { email, card: text("card"), expiry: text("expiry"), cvc: text("cvc"), name: text("name") };
}

/** What was typed, without the security code and without any number that could be a real card's. */
function safeToRepeat(typed: Typed): Typed {
  return { ...typed, card: cardByNumber(typed.card) ? typed.card : "", cvc: "" };
}

function check(typed: Typed, nowSeconds: number): { card: TestCard } | { errors: Errors } {
  const errors: Errors = {};
  const card = cardByNumber(typed.card);
  if (!z.email().safeParse(typed.email).success) errors.email = "Enter an e-mail address, such as name@example.com.";
  if (!card) errors.card = "Enter one of the test cards below. Never type a real card number here.";
  if (!isFutureMonth(typed.expiry, nowSeconds)) errors.expiry = "Enter a month in the future, such as 12 / 34.";
  if (!/^\d{3,4}$/.test(typed.cvc)) errors.cvc = "Enter three digits, such as 123.";
  if (typed.name === "") errors.name = "Enter the name on the card.";
  if (card && Object.keys(errors).length === 0) return { card };
  return { errors: { ...errors, summary: "Nothing was charged. Mend what is marked below." } };
}

function isFutureMonth(expiry: string, nowSeconds: number): boolean {
  const match = /^(\d{1,2})\s*(?:\/\s*)?(\d{2}|\d{4})$/.exec(expiry);
  const month = Number(match?.[1]);
  const year = Number(match?.[2]) % 100;
  if (!match || month < 1 || month > 12) return false;
  return Date.UTC(2000 + year, month, 1) / 1000 > nowSeconds;
}

function paymentPage(status: number, stored: StoredSession, typed: Typed, errors: Errors): Page {
  const { session } = stored;
  const total = money(session.amount_total ?? 0, session.currency ?? "usd");
  const main = `${orderSummary(stored, total)}
<section class="card" aria-labelledby="pay">
<h2 id="pay">Pay with card</h2>
${errorBox(errors.summary)}
<form method="post" novalidate>
${fields(session, typed, errors).join("\n")}
<button type="submit">Pay ${escapeHtml(total)}</button>
</form>
${TEST_CARDS}
</section>`;
  const origins = [session.success_url, session.cancel_url].filter((url) => url !== null).map((url) => originOf(url));
  return layout(status, `Pay ${total}`, main, { columns: "two", origins: [...new Set(origins)] });
}

function originOf(url: string): string {
  return new URL(url).origin;
}

function fields(session: Stripe.Checkout.Session, typed: Typed, errors: Errors): string[] {
  const fixedEmail = session.customer_email === null ? "" : " readonly";
  const field = (name: keyof Typed, label: string, attributes: string, hint?: string): string => {
    const shape: Field = { name, label, value: typed[name], attributes, error: errors[name] };
    return inputField(hint ? { ...shape, hint } : shape);
  };
  return [
    field("email", "E-mail", `type="email" autocomplete="email" maxlength="200" required${fixedEmail}`),
    field("card", "Card number", 'inputmode="numeric" autocomplete="off" maxlength="23" required', "Test cards only."),
    '<div class="pair">',
    field("expiry", "Expiry", 'inputmode="numeric" autocomplete="off" placeholder="MM / YY" maxlength="9" required'),
    field("cvc", "CVC", 'inputmode="numeric" autocomplete="off" placeholder="123" maxlength="4" required'),
    "</div>",
    field("name", "Name on card", 'autocomplete="off" maxlength="200" required'),
  ];
}

const TEST_CARDS = `<details>
<summary>Test cards</summary>
<p class="hint">Any future expiry and any three digits go with them.</p>
<dl>
<dt>4242 4242 4242 4242</dt><dd>Pays</dd>
<dt>4000 0000 0000 0077</dt><dd>Pays; the money is available at once</dd>
<dt>4000 0000 0000 0259</dt><dd>Pays; the bank disputes it afterwards</dd>
<dt>4000 0000 0000 0002</dt><dd>Declined</dd>
<dt>4000 0000 0000 9995</dt><dd>Insufficient funds</dd>
<dt>4000 0000 0000 0069</dt><dd>Expired card</dd>
<dt>4000 0000 0000 0127</dt><dd>Incorrect security code</dd>
</dl>
</details>`;

function orderSummary({ session, lineItems }: StoredSession, total: string): string {
  const rows = lineItems.map((item) => {
    const name = escapeHtml(item.description ?? "");
    const count = (item.quantity ?? 1) > 1 ? ` × ${item.quantity}` : "";
    return `<tr><th scope="row">${name}${count}</th><td>${money(item.amount_total, item.currency)}</td></tr>`;
  });
  const cancel = session.cancel_url ? `<p><a href="${escapeHtml(session.cancel_url)}">Cancel and go back</a></p>` : "";
  return `<section aria-labelledby="order">
<h1 id="order">Your order</h1>
<p class="total">${escapeHtml(total)}</p>
<table><tbody>${rows.join("")}</tbody>
<tfoot><tr><th scope="row">Total due today</th><td>${escapeHtml(total)}</td></tr></tfoot></table>
${cancel}
</section>`;
}

function alreadyPaid(session: Stripe.Checkout.Session): Page {
  const link = `<p><a href="${escapeHtml(successUrl(session))}">Go back to the shop</a></p>`;
  return layout(200, "Already paid", `<section><h1>This order is paid</h1>${link}</section>`);
}

function timedOut(session: Stripe.Checkout.Session): Page {
  const back = session.cancel_url ? `<p><a href="${escapeHtml(session.cancel_url)}">Go back to the shop</a></p>` : "";
  const text = "<p>Nothing was charged. Start again from the shop.</p>";
  return layout(410, "Session expired", `<section><h1>This payment page has expired</h1>${text}${back}</section>`);
}
