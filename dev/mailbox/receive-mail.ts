import { randomUUID } from "node:crypto";
import type { Readable } from "node:stream";
import { simpleParser } from "mailparser";

export interface ReceivedMail {
  id: string;
  receivedAt: string;
  from: string;
  /** From the envelope, lower case: who it really goes to, whatever the header says. */
  to: string[];
  subject: string;
  text: string;
}

export async function receiveMail(source: Readable, recipients: string[]): Promise<ReceivedMail> {
  const parsed = await simpleParser(source, { skipHtmlToText: true, skipTextToHtml: true });
  return {
    id: randomUUID(),
    receivedAt: new Date().toISOString(),
    from: parsed.from?.text ?? "",
    to: recipients.map((address) => address.toLowerCase()),
    subject: parsed.subject ?? "(no subject)",
    text: parsed.text ?? "",
  };
}
