import postgres from "postgres";
import type { EnvOf } from "../lib/env.ts";
import { openMail } from "../lib/outside/mail.ts";
import { openTexts } from "../lib/outside/texts.ts";
import { log } from "../lib/web/log.ts";
import { wordsOf } from "./mail-words.ts";
import { sendWaitingTexts } from "./texts.ts";

type Waiting = {
  id: string;
  kind: string;
  address: string;
  locale: "en" | "fr";
  secret: string | null;
  code: string | null;
  params: Record<string, string>;
  failures: number;
};
const batch = 20;

/**
 * Sends what waits in the outbox and deletes it once it is sent: a crash sends twice rather than never. A mail that fails
 * waits longer each time, up to an hour; nothing is thrown away.
 */
export async function sendWaitingMail(
  sql: postgres.Sql,
  site: string,
  send: (mail: { to: string; subject: string; text: string }) => Promise<void>,
): Promise<number> {
  const waiting = await sql<Waiting[]>`
    select id, kind, address, locale, secret, code, params, failures from priv.mail_outbox
     where not_before <= clock_timestamp() order by id limit ${batch}`;
  for (const mail of waiting) {
    try {
      await send({ to: mail.address, ...wordsOf(mail, site) });
      await sql`delete from priv.mail_outbox where id = ${mail.id}`;
    } catch (error) {
      log.error({ kind: mail.kind, failures: mail.failures + 1, err: error }, "a mail was not sent");
      await sql`update priv.mail_outbox set failures = failures + 1, not_before = clock_timestamp() + least(interval '1 hour', interval '5 s' * power(2, failures)) where id = ${mail.id}`;
    }
  }
  return waiting.length;
}

/** Runs until it is stopped. */
export function runMailer(env: EnvOf<"mail">): { stop(): Promise<void> } {
  const sql = postgres(env.DATABASE_MAILER_URL, { max: 1, onnotice() {}, connect_timeout: 10, fetch_types: false });
  const { send } = openMail({ smtpUrl: env.SMTP_URL, from: env.MAIL_FROM });
  const texts = openTexts(env.TEXTS_URL);
  let stopping = false;
  let wake = (): void => undefined;
  const turn = async () => {
    while (!stopping) {
      const sent = await Promise.all([
        sendWaitingMail(sql, env.SITE_URL, send),
        sendWaitingTexts(sql, env.TEXT_IDENTITY, texts),
      ]).then(
        ([mails, codes]) => mails + codes,
        (error) => {
          log.error({ err: error }, "the outbox could not be read");
          return 0;
        },
      );
      if (sent === 0 && !stopping) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, 500);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
    }
  };
  const running = turn();
  return {
    stop: async () => {
      stopping = true;
      wake();
      await running;
      await sql.end({ timeout: 2 });
    },
  };
}
