import type postgres from "postgres";
import { unseal } from "../lib/outside/seal.ts";
import type { Texts } from "../lib/outside/texts.ts";
import { log } from "../lib/web/log.ts";
import { wordsOf } from "./mail-words.ts";

type Waiting = { id: string; sealed: Buffer; locale: "en" | "fr"; code: string; failures: number };
const batch = 20;

/**
 * Sends the codes that wait for a telephone and forgets them. Each number is opened here, for as long as the sending takes:
 * no log line, no error and no other process holds it. A code that is too old is dropped: nobody waits for it any more.
 */
export async function sendWaitingTexts(sql: postgres.Sql, identity: string, texts: Texts): Promise<number> {
  await sql`delete from priv.text_outbox where expires_at < clock_timestamp()`;
  const waiting = await sql<Waiting[]>`
    select id, sealed, locale, code, failures from priv.text_outbox
     where not_before <= clock_timestamp() order by id limit ${batch}`;
  for (const text of waiting) {
    try {
      const to = Buffer.from(await unseal(identity, text.sealed)).toString();
      const { text: body } = wordsOf(
        { kind: "phone-code", locale: text.locale, secret: null, code: text.code, params: {} },
        "",
      );
      await texts.send({ to, body });
      await sql`delete from priv.text_outbox where id = ${text.id}`;
    } catch (error) {
      log.error({ failures: text.failures + 1, err: error }, "a text was not sent");
      await sql`update priv.text_outbox set failures = failures + 1, not_before = clock_timestamp() + least(interval '1 min', interval '5 s' * power(2, failures)) where id = ${text.id}`;
    }
  }
  return waiting.length;
}
