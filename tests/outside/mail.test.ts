import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Mailbox, startMailbox } from "../../dev/mailbox/start-mailbox.ts";
import { type Mailer, openMail } from "../../lib/outside/mail.ts";

let mailbox: Mailbox;
let mailer: Mailer;

beforeEach(async () => {
  mailbox = await startMailbox({ smtpPort: 0, httpPort: 0 });
  mailer = openMail({ smtpUrl: mailbox.smtpUrl, from: "Consonant <hello@consonant.example>" });
});

afterEach(async () => {
  mailer.close();
  await mailbox.close();
});

interface Shown {
  to: string[];
  from: string;
  subject: string;
  text: string;
}

async function mailsTo(address: string): Promise<Shown[]> {
  const response = await fetch(`${mailbox.url}.json?to=${encodeURIComponent(address)}`);
  return ((await response.json()) as { mails: Shown[] }).mails;
}

describe("a mail", () => {
  it("arrives in the mailbox of its address, newest first, and in no other", async () => {
    await mailer.send({ to: "ann@example.com", subject: "Sign in", text: "Open http://127.0.0.1:3000/in?token=1&x=2" });
    await mailer.send({ to: "ben@example.com", subject: "Not for Ann", text: "Hello Ben" });
    await mailer.send({ to: "ann@example.com", subject: "Paid: 30 €", text: "Zwölf Minuten" });
    const mails = await mailsTo("Ann@example.com");
    expect(mails.map(({ subject }) => subject)).toEqual(["Paid: 30 €", "Sign in"]);
    expect(mails[0]).toMatchObject({
      to: ["ann@example.com"],
      from: expect.stringContaining("hello@consonant.example"),
    });
    expect(mails[0]?.text.trim()).toBe("Zwölf Minuten");
  });

  it("is shown as text with links that can be clicked, whatever is written in it", async () => {
    const text = 'Hi <script>alert(1)</script> http://127.0.0.1:3000/in?a=1&b=2 "done"';
    await mailer.send({ to: "ann@example.com", subject: "<b>Sign in</b>", text });
    const page = await fetch(`${mailbox.url}?to=ann@example.com`);
    const html = await page.text();
    expect(html).toContain('<a href="http://127.0.0.1:3000/in?a=1&amp;b=2" rel="noreferrer">');
    expect(html).toContain("&lt;b&gt;Sign in&lt;/b&gt;");
    expect(html).not.toContain("<script>");
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
  });

  it.each([
    ["a line break in the subject", { subject: "Hi\r\nBcc: eve@example.com" }],
    ["a bare line feed in the subject", { subject: "Hi\nBcc: eve@example.com" }],
    ["a zero byte in the subject", { subject: "Hi\0" }],
    ["a line break in the address", { to: "ann@example.com\r\nRCPT TO:<eve@example.com>" }],
    ["two addresses", { to: "ann@example.com, eve@example.com" }],
    ["an address with a name", { to: "Ann <ann@example.com>" }],
    ["no address", { to: "" }],
    ["no text", { text: "" }],
    ["a long subject", { subject: "x".repeat(251) }],
  ])("with %s is refused and nothing is sent", async (_name, change) => {
    const mail = { to: "ann@example.com", subject: "Hi", text: "Hello", ...change };
    await expect(mailer.send(mail)).rejects.toThrow();
    expect(await mailsTo("")).toEqual([]);
  });

  it("cannot end early or smuggle a command through its text", async () => {
    const text = "Hello\r\n.\r\nMAIL FROM:<eve@example.com>\r\nQUIT";
    await mailer.send({ to: "ann@example.com", subject: "Dots", text });
    const mails = await mailsTo("");
    expect(mails).toHaveLength(1);
    expect(mails[0]?.text).toContain("MAIL FROM:<eve@example.com>");
  });
});

describe("the mail server's address", () => {
  it("must be one of mail", () => {
    expect(() => openMail({ smtpUrl: "http://127.0.0.1:25", from: "a@example.com" })).toThrow("smtp://");
    expect(() => openMail({ smtpUrl: "smtp://127.0.0.1:25", from: "a@example.com\nBcc: x@example.com" })).toThrow();
  });

  it("is given up when nobody answers there", async () => {
    const silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const address = silent.address() as { port: number };
    const waiting = openMail({
      smtpUrl: `smtp://127.0.0.1:${address.port}`,
      from: "a@example.com",
      patienceMilliseconds: 200,
    });
    const startedAt = Date.now();
    await expect(waiting.send({ to: "ann@example.com", subject: "Hi", text: "Hello" })).rejects.toThrow(
      /timeout|greeting/i,
    );
    expect(Date.now() - startedAt).toBeLessThan(3000);
    waiting.close();
    silent.close();
  });
});

describe("the mailbox", () => {
  it("keeps mails over a restart", async () => {
    const folder = await mkdtemp(join(tmpdir(), "mailbox-"));
    const stateFile = join(folder, "mail.json");
    const first = await startMailbox({ smtpPort: 0, httpPort: 0, stateFile });
    const sender = openMail({ smtpUrl: first.smtpUrl, from: "a@example.com" });
    await sender.send({ to: "ann@example.com", subject: "Kept", text: "Hello" });
    sender.close();
    await first.close();
    const second = await startMailbox({ smtpPort: 0, httpPort: 0, stateFile });
    const { mails } = (await (await fetch(`${second.url}.json`)).json()) as { mails: Shown[] };
    expect(mails.map(({ subject }) => subject)).toEqual(["Kept"]);
    await second.close();
    await rm(folder, { recursive: true });
  });

  it("answers local names only, and can only be read", async () => {
    const { request } = await import("node:http");
    const status = await new Promise((resolve) => {
      request(mailbox.url, { headers: { host: "evil.example" } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      }).end();
    });
    expect(status).toBe(421);
    expect((await fetch(mailbox.url, { method: "POST" })).status).toBe(405);
  });
});
