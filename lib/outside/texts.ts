import { z } from "zod";

export interface Text {
  /** E.164: a plus and up to fifteen digits */
  to: string;
  body: string;
}

export interface Texts {
  /** Hands a text message to the provider. Throws when it refuses or is silent; what it says may quote the number, so only its code is kept. */
  send(text: Text): Promise<void>;
}

const patienceMilliseconds = 10_000;
const textSchema = z.strictObject({ to: z.string().regex(/^\+[1-9]\d{6,14}$/), body: z.string().min(1).max(480) });
const complaint = z.object({ code: z.number().optional() });

/**
 * Twilio's Messages API (https://www.twilio.com/docs/messaging/api/message-resource), which several providers speak.
 * `https://ACCOUNT:TOKEN@api.twilio.com?from=%2B15550001111`
 */
export function openTexts(url: string): Texts {
  const { username, password, origin, searchParams } = new URL(url);
  const from = z.string().min(3).max(20).parse(searchParams.get("from"));
  const account = decodeURIComponent(username);
  const authorization = `Basic ${Buffer.from(`${account}:${decodeURIComponent(password)}`).toString("base64")}`;
  const address = `${origin}/2010-04-01/Accounts/${encodeURIComponent(account)}/Messages.json`;
  return {
    async send(text) {
      const parsed = textSchema.safeParse(text);
      if (!parsed.success) throw new Error("not a text message: a number in E.164 and up to 480 characters");
      const answer = await fetch(address, {
        method: "POST",
        headers: { authorization },
        body: new URLSearchParams({ To: parsed.data.to, From: from, Body: parsed.data.body }),
        signal: AbortSignal.timeout(patienceMilliseconds),
        redirect: "error",
      });
      if (answer.ok) return void (await answer.arrayBuffer());
      const said = complaint.safeParse(await answer.json().catch(() => ({})));
      throw new Error(`the provider answered ${answer.status}, code ${said.data?.code ?? "none"}`);
    },
  };
}
