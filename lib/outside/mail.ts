import { createTransport } from "nodemailer";
import { z } from "zod";

export interface Mail {
  to: string;
  subject: string;
  text: string;
}

export interface Mailer {
  /** Hands a mail to the SMTP server. Throws when it is malformed, or when the server refuses it or is silent. */
  send(mail: Mail): Promise<void>;
  close(): void;
}

const PATIENCE_MILLISECONDS = 10_000;

/** A line break in a header would add headers of the sender's choice, so control characters are refused outright. */
const header = z.string().regex(/^\P{Cc}*$/u, "has a control character");
const mailSchema = z.strictObject({
  to: header.max(254).pipe(z.email()),
  subject: header.min(1).max(250),
  text: z.string().min(1).max(100_000),
});

export interface MailSettings {
  smtpUrl: string;
  from: string;
  /** How long a silent server is waited for, at each step. */
  patienceMilliseconds?: number;
}

/**
 * Opens the way to an SMTP server, `smtp://user:password@host:587` or `smtps://…:465`. `from` may carry a name.
 * Mail holds sign-in links, so it leaves this machine only encrypted.
 */
export function openMail(settings: MailSettings): Mailer {
  const sender = header.min(3).max(320).parse(settings.from);
  const patience = settings.patienceMilliseconds ?? PATIENCE_MILLISECONDS;
  const transport = createTransport({
    ...readServer(settings.smtpUrl),
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: 2 * patience,
    dnsTimeout: patience,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(mail) {
      const { to, subject, text } = mailSchema.parse(mail);
      await transport.sendMail({ from: sender, to: { name: "", address: to }, subject, text });
    },
    close: () => transport.close(),
  };
}

/** Nodemailer drops every other option, time limits included, when it is given a URL: so the URL is read here. */
function readServer(smtpUrl: string) {
  const { protocol, hostname, port, username, password } = new URL(smtpUrl);
  if (protocol !== "smtp:" && protocol !== "smtps:") throw new Error("the mail server must be smtp:// or smtps://");
  const secure = protocol === "smtps:";
  const isLocal = ["127.0.0.1", "localhost", "[::1]"].includes(hostname);
  return {
    host: hostname,
    port: port ? Number(port) : secure ? 465 : 587,
    secure,
    requireTLS: !secure && !isLocal,
    ...(username ? { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } } : {}),
  };
}
