import type { StoredAccountLink } from "./account-links.ts";
import { COUNTRIES, decideOn, type StoredAccount } from "./accounts.ts";
import { errorBox, escapeHtml, inputField, layout, type Page, redirect } from "./page.ts";
import type { World } from "./world.ts";

interface Typed {
  country: string;
  legalName: string;
  idNumber: string;
  bankAccount: string;
}

type Errors = Partial<Record<keyof Typed, string>> & { summary?: string };

/** Test numbers, as in Stripe's test mode. */
const VERIFIES = "000000000";
const NEEDS_DOCUMENT = "111111111";

const DOCUMENT = "identity.individual.documents.primary_verification";

/** The hosted onboarding: who is paid and to which bank; or the one document that is still missing. */
export function answerOnboarding(world: World, accountId: string, token: string, form: URLSearchParams | null): Page {
  const link = world.tables.accountLinks.get(token);
  const stored = world.tables.accounts.get(accountId);
  if (!link || !stored || link.account !== accountId || stored.account.closed) {
    return layout(404, "Link not found", "<section><h1>This link does not exist</h1></section>");
  }
  if (link.used || link.expiresAt <= world.nowSeconds()) return redirect(link.refreshUrl);
  if (needsDocument(stored)) return form ? takeDocument(world, stored, link, form) : documentPage(link);
  if (!form) return detailsPage(200, stored, link, emptyForm(stored), {});
  const typed = readForm(form, stored);
  const errors = check(typed);
  if (errors.summary) return detailsPage(422, stored, link, typed, errors);
  return takeDetails(world, stored, link, typed);
}

function needsDocument({ account }: StoredAccount): boolean {
  return account.requirements?.entries?.some(({ description }) => description === DOCUMENT) ?? false;
}

function takeDetails(world: World, stored: StoredAccount, link: StoredAccountLink, typed: Typed): Page {
  link.used = true;
  const bankLast4 = typed.bankAccount.replace(/\s/g, "").slice(-4);
  stored.onboarded = { legalName: typed.legalName, country: typed.country, bankLast4 };
  if (digits(typed.idNumber) === NEEDS_DOCUMENT) {
    const errors = [
      { code: "verification_failed_id_number_match", description: "The identity could not be verified by its number." },
    ];
    decideOn(world, stored.account, "restricted", [{ description: DOCUMENT, errors }]);
  } else decideOn(world, stored.account, "active");
  return redirect(link.returnUrl);
}

function takeDocument(world: World, stored: StoredAccount, link: StoredAccountLink, form: URLSearchParams): Page {
  const verifies = form.get("document") === "verifies";
  link.used = true;
  const errors = [{ code: "verification_document_not_readable", description: "The document could not be read." }];
  if (verifies) decideOn(world, stored.account, "active");
  else decideOn(world, stored.account, "restricted", [{ description: DOCUMENT, errors }]);
  return redirect(link.returnUrl);
}

function emptyForm({ account }: StoredAccount): Typed {
  return { country: account.identity?.country ?? "us", legalName: "", idNumber: "", bankAccount: "" };
}

function readForm(form: URLSearchParams, { account }: StoredAccount): Typed {
  const text = (name: string) => (form.get(name) ?? "").trim().slice(0, 200);
  const country = account.identity?.country ?? text("country");
  return { country, legalName: text("legalName"), idNumber: text("idNumber"), bankAccount: text("bankAccount") };
}

function digits(text: string): string {
  return text.replace(/[\s-]/g, "");
}

function check(typed: Typed): Errors {
  const errors: Errors = {};
  if (!Object.hasOwn(COUNTRIES, typed.country)) errors.country = "Choose a country.";
  if (typed.legalName === "") errors.legalName = "Enter a name.";
  if (![VERIFIES, NEEDS_DOCUMENT].includes(digits(typed.idNumber))) {
    errors.idNumber = `Enter ${VERIFIES} or ${NEEDS_DOCUMENT}. Never type a real number here.`;
  }
  if (!/^[A-Za-z0-9 ]{6,42}$/.test(typed.bankAccount)) {
    errors.bankAccount = "Enter 6 to 34 letters and digits, such as 000123456789.";
  }
  if (Object.keys(errors).length > 0) errors.summary = "Nothing was saved. Mend what is marked below.";
  return errors;
}

function detailsPage(
  status: number,
  stored: StoredAccount,
  link: StoredAccountLink,
  typed: Typed,
  errors: Errors,
): Page {
  const main = `<section class="card">
<h1>Get paid</h1>
<p>Stripe asks who you are and where to send your money. Consonant never sees these answers.</p>
${errorBox(errors.summary)}
<form method="post" novalidate>
${countryField(stored, typed)}
${inputField({
  name: "legalName",
  label: "Full name",
  value: typed.legalName,
  error: errors.legalName,
  attributes: 'autocomplete="off" maxlength="200" required',
})}
${inputField({
  name: "idNumber",
  label: "ID number",
  value: typed.idNumber,
  hint: `${VERIFIES} is verified at once; ${NEEDS_DOCUMENT} needs a document.`,
  error: errors.idNumber,
  attributes: 'inputmode="numeric" autocomplete="off" maxlength="20" required',
})}
${inputField({
  name: "bankAccount",
  label: "Bank account",
  value: typed.bankAccount,
  hint: "Any made-up number, such as 000123456789.",
  error: errors.bankAccount,
  attributes: 'autocomplete="off" maxlength="42" required',
})}
<button type="submit">Send details</button>
</form>
<p><a href="${escapeHtml(link.returnUrl)}">Finish later</a></p>
</section>`;
  return layout(status, "Get paid", main, { origins: originsOf(link) });
}

function countryField(stored: StoredAccount, typed: Typed): string {
  const fixed = stored.account.identity?.country;
  const countries = Object.entries(COUNTRIES).filter(([code]) => !fixed || code === fixed);
  const options = countries.map(([code, name]) => {
    const selected = code === typed.country ? " selected" : "";
    return `<option value="${code}"${selected}>${name}</option>`;
  });
  return `<div class="field"><label for="country">Country</label>
<select id="country" name="country">${options.join("")}</select></div>`;
}

function documentPage(link: StoredAccountLink): Page {
  const main = `<section class="card">
<h1>One document is needed</h1>
<p>Your ID number could not be matched. At Stripe you would upload a passport or an identity card; here you choose what
comes of it.</p>
<form method="post">
<div class="field"><label for="document">Document</label>
<select id="document" name="document"><option value="verifies">A passport that verifies</option>
<option value="unreadable">A photo that cannot be read</option></select></div>
<button type="submit">Send document</button>
</form>
<p><a href="${escapeHtml(link.returnUrl)}">Finish later</a></p>
</section>`;
  return layout(200, "One document is needed", main, { origins: originsOf(link) });
}

function originsOf(link: StoredAccountLink): string[] {
  return [...new Set([new URL(link.returnUrl).origin, new URL(link.refreshUrl).origin])];
}
