import en from "../messages/en/mail.json" with { type: "json" };
import fr from "../messages/fr/mail.json" with { type: "json" };

type Words = Record<string, { subject: string; text: string }>;
const words: Record<"en" | "fr", Words> = { en, fr };

/** A mail's subject and text. The host in its links is the mailer's own setting, never a request's. */
export function wordsOf(
  mail: {
    kind: string;
    locale: "en" | "fr";
    secret: string | null;
    code?: string | null;
    params: Record<string, string>;
  },
  site: string,
): { subject: string; text: string } {
  const found = words[mail.locale][mail.kind];
  if (!found) throw new Error(`no words for a mail of kind ${mail.kind}`);
  const own = { home: `${site}/${mail.locale}`, secret: mail.secret ?? "", code: mail.code ?? "" };
  const values: Record<string, string> = { ...mail.params, ...own };
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (mark, name: string) => values[name] ?? mark);
  return { subject: fill(found.subject), text: fill(found.text) };
}
