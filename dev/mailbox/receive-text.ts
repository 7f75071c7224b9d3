import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { ReceivedMail } from "./receive-mail.ts";

const sent = z.object({
  To: z.string().regex(/^\+[1-9]\d{6,14}$/),
  From: z.string().min(1).max(20),
  Body: z.string().min(1).max(1_600),
});

export type TextAnswer = { status: number; body: Record<string, unknown>; text?: ReceivedMail };

/** Twilio's Messages address, as far as a text needs it: who may send, the three fields, its codes for what is wrong. */
export function receiveText(authorization: string | undefined, account: string, form: string): TextAnswer {
  const [user, token] = Buffer.from((authorization ?? "").replace(/^Basic /, ""), "base64")
    .toString()
    .split(":");
  if (user !== account || !token) return { status: 401, body: { code: 20003, message: "Authenticate", status: 401 } };
  const given = sent.safeParse(Object.fromEntries(new URLSearchParams(form)));
  if (!given.success) return { status: 400, body: { code: 21211, message: "Invalid 'To' Phone Number", status: 400 } };
  const { To, From, Body } = given.data;
  const id = randomUUID();
  const text = { id, receivedAt: new Date().toISOString(), from: From, to: [To], subject: "Text message", text: Body };
  return { status: 201, body: { sid: `SM${id.replaceAll("-", "")}`, status: "queued", to: To, from: From }, text };
}
