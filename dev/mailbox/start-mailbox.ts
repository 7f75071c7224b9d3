import { createServer } from "node:http";
import type { AddressInfo, Server } from "node:net";
import { text } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";
import { answerMailPage } from "./mail-page.ts";
import { receiveMail } from "./receive-mail.ts";
import { receiveText } from "./receive-text.ts";
import { openTray } from "./tray.ts";

export interface MailboxOptions {
  /** 0 takes a free one. */
  smtpPort: number;
  httpPort: number;
  /** Where the mails are kept between two starts; in memory only without it. */
  stateFile?: string;
}

export interface Mailbox {
  smtpPort: number;
  httpPort: number;
  /** For `openMail`. */
  smtpUrl: string;
  /** The page that shows the mails. */
  url: string;
  close(): Promise<void>;
}

const LOOPBACK = "127.0.0.1";
const LARGEST_MAIL_BYTES = 1_000_000;
const SILENCE_MILLISECONDS = 20_000;

/** A mail server and a text provider for development: nothing leaves this machine, and a page shows what was sent. */
export async function startMailbox({ smtpPort, httpPort, stateFile }: MailboxOptions): Promise<Mailbox> {
  const tray = openTray(stateFile);
  const smtp = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    size: LARGEST_MAIL_BYTES,
    maxClients: 50,
    socketTimeout: SILENCE_MILLISECONDS,
    closeTimeout: 1000,
    disableReverseLookup: true,
    logger: false,
    onData(stream, session, done) {
      const recipients = session.envelope.rcptTo.map(({ address }) => address);
      receiveMail(stream, recipients).then(
        (mail) => {
          tray.add(mail);
          done();
        },
        (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
      );
    },
  });
  smtp.on("error", (error) => console.error("The mailbox had a broken SMTP connection:", error.message));
  const http = createServer(async (request, response) => {
    const account = /^\/2010-04-01\/Accounts\/([^/]+)\/Messages\.json$/.exec(request.url ?? "")?.[1];
    if (account && request.method === "POST") {
      const form = await text(request).catch(() => "");
      const answer = receiveText(request.headers.authorization, decodeURIComponent(account), form);
      if (answer.text) tray.add(answer.text);
      response.writeHead(answer.status, { "content-type": "application/json" }).end(JSON.stringify(answer.body));
      return;
    }
    const page = answerMailPage(tray, request.method ?? "GET", request.url ?? "/", request.headers.host ?? "");
    response.writeHead(page.status, page.headers).end(page.body);
  });
  http.requestTimeout = SILENCE_MILLISECONDS;

  smtp.listen(smtpPort, LOOPBACK);
  http.listen(httpPort, LOOPBACK);
  const openSmtpPort = await listening(smtp.server);
  const openHttpPort = await listening(http);
  return {
    smtpPort: openSmtpPort,
    httpPort: openHttpPort,
    smtpUrl: `smtp://${LOOPBACK}:${openSmtpPort}`,
    url: `http://${LOOPBACK}:${openHttpPort}/dev/mail`,
    async close() {
      http.closeAllConnections();
      await Promise.all([
        new Promise<void>((resolve) => http.close(() => resolve())),
        new Promise<void>((resolve) => smtp.close(() => resolve())),
      ]);
      await tray.close();
    },
  };
}

async function listening(server: Server): Promise<number> {
  if (!server.listening) {
    await new Promise<void>((resolve, reject) => {
      server.once("listening", resolve);
      server.once("error", reject);
    });
  }
  return (server.address() as AddressInfo).port;
}
