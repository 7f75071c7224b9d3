import { describe, expect, it } from "vitest";
import { messages } from "../messages/load.ts";
import { wordsOf } from "./mail-words.ts";

const site = "https://consonant.example";
const hostile = "x\r\nBcc: all@evil.example\r\n\r\n{secret} {home} {subject} <script>alert(1)</script> \u202e";
const kinds = Object.keys(messages.en.mail);

describe("the words of a mail", () => {
  it("have a subject of ours alone: nothing that somebody wrote gets into a header", () => {
    for (const kind of kinds)
      for (const locale of ["en", "fr"] as const) {
        const params = { subject: hostile, title: hostile, code: hostile, name: hostile };
        const { subject } = wordsOf({ kind, locale, secret: "hl_1", params }, site);
        expect(subject, kind).not.toMatch(/[\r\n\u202e<>{}]|evil/);
      }
  });

  it("fill a place once: what is put in is no template", () => {
    const params = { subject: "{secret} {home}" };
    const { text } = wordsOf({ kind: "recording-accepted", locale: "en", secret: "hl_secret", params }, site);
    expect(text).toContain("/studio/recordings/{secret} {home}");
    expect(text).not.toContain("hl_secret");
  });

  it("lead to the mailer's own site and hold its own secret, whatever the parameters are called", () => {
    const params = { home: "https://evil.example", secret: "hl_theirs" };
    const { text } = wordsOf({ kind: "login", locale: "en", secret: "hl_ours", params }, site);
    expect(text).toContain(`${site}/en/sign-in/confirm#hl_ours`);
    expect(text).not.toMatch(/evil|theirs/);
  });

  it("are not those of the language itself: a kind that is none is refused", () => {
    for (const kind of ["constructor", "__proto__", "toString", "hasOwnProperty", "nothing", ""])
      expect(() => wordsOf({ kind, locale: "en", secret: null, params: {} }, site), kind).toThrow();
    const params = JSON.parse('{"__proto__":{"home":"https://evil.example"}}') as Record<string, string>;
    expect(wordsOf({ kind: "order-paid", locale: "en", secret: null, params }, site).text).not.toContain("evil");
  });
});
