import { randomInt } from "node:crypto";
import type { Browser, BrowserContext, Page } from "@playwright/test";

export type Person = { page: Page; context: BrowserContext; email: string };

/** Somebody in a browser of their own. What their pages complain of is put to `complaints`. */
export async function newPerson(browser: Browser, email: string, complaints: string[]): Promise<Person> {
  // an address of their own, as our proxy would tell it: limits by address would take them all for one visitor
  const forwarded = `198.51.${randomInt(256)}.${randomInt(256)}`;
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    extraHTTPHeaders: { "x-forwarded-for": forwarded },
  });
  const page = await context.newPage();
  watch(page, complaints);
  return { page, context, email };
}

/** Whatever a page must never do, seen by every test: break a policy, throw, or log an error. */
function watch(page: Page, seen: string[]): void {
  page.on("pageerror", (error) => seen.push(`${page.url()}: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" && /Content Security Policy|hydrat|Minified React/i.test(message.text())) {
      seen.push(`${page.url()}: ${message.text()}`);
    }
  });
}
