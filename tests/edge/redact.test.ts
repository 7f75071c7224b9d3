import { describe, expect, it } from "vitest";
import { createLog } from "../../lib/web/log.ts";
import { redactText, redactValue } from "../../lib/web/redact.ts";
import { requestContext } from "../../lib/web/request-context.ts";

const hex = "0123456789abcdef".repeat(4);
const mac = "q3Jx0mTzVbN7Yc5uKpLs1wEr9tHg2dFa8iOo4nZvXyM";

/** Every kind of secret that a process holds or meets: [kind, text with it, the part that must be gone]. */
// What must be gone is never so short that a time of day or a line number of a stack could hold it by chance.
const secrets: [string, string, string][] = [
  ["session", `hs_${hex}`, hex],
  ["API key", `Authorization: Bearer hf_${hex}`, hex],
  ["sign-in secret", `/en/sign-in/confirm#hl_${hex}`, hex],
  ["cut token", `hs_${hex.slice(0, 12)}`, hex.slice(0, 12)],
  ["bearer of another form", `Bearer ${mac}`, mac],
  ["signed link", `http://files.example/d/018f/a.flac?e=1790000000&s=${mac}`, mac],
  ["signed link of S3", `https://b.s3.example/k?X-Amz-Signature=${hex}&X-Amz-Credential=AKIAEXAMPLE`, hex],
  ["age key", "AGE-SECRET-KEY-1QQPQZGJ7W5X3Y0ABCDEFGHJKLMNPQRSTUVWXYZ023456789ACDEFGHJ", "QQPQZGJ7W5X3Y0"],
  ["Stripe key", "sk_live_51AbCdEfGhIjKlMnOp", "51AbCdEf"],
  ["restricted key of Stripe", "rk_test_0123456789abcdef", "0123456789"],
  ["webhook secret", "whsec_0123456789abcdefABCDEF", "0123456789"],
  ["client secret of Stripe", "pi_3AbCdEfGh_secret_XyZ0123456", "XyZ0123456"],
  ["Checkout session", "cs_test_a1B2c3D4e5F6g7H8", "a1B2c3D4"],
  ["JSON web token", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl", "eyJzdWIi"],
  ["password in an address", "postgres://consonant_web:hunter2@db:5432/consonant", "hunter2"],
  ["password with a sign in it", "smtps://user:pa%40ss@mail.example:465", "pa%40ss"],
  ["e-mail", "amara.okafor+x@people.example", "amara"],
  ["e-mail in an address", "/x?to=amara%40people.example", "amara"],
  ["IBAN", "FR76 3000 6000 0112 3456 7890 189", "3000 6000"],
  ["IBAN without spaces", "DE89370400440532013000", "370400"],
  ["telephone", "+33 6 12 34 56 78", "12 34 56"],
  ["telephone, escaped", "/x?n=%2B33612345678", "33612345678"],
  ["telephone with narrow spaces", "06\u202f12\u202f34\u202f56\u202f78", "12\u202f34"],
  ["code in words", "your code is 48151623", "48151623"],
  ["code in an address", "/x?code=481516&next=1", "481516"],
];

describe("a secret never reaches a log", () => {
  it.each(secrets)("%s", (_kind, text, gone) => {
    expect(redactText(`before ${text} after`)).not.toContain(gone);
    expect(redactText(`before ${text} after`)).toMatch(/^before .*after$/);
    expect(JSON.stringify(redactValue({ deep: [{ [text]: text }] }))).not.toContain(gone);
  });

  it.each(secrets)("%s, on every way into a line", (_kind, text, gone) => {
    const lines: string[] = [];
    const log = createLog({ write: (line: string) => void lines.push(line) });
    const error = Object.assign(new Error(text, { cause: new AggregateError([new Error(text)], text) }), {
      hint: text,
    });
    log.info(text);
    log.warn({ [text]: { deep: [text] } }, "field");
    log.child({ who: text }).error({ err: error }, text);
    expect(lines).toHaveLength(3);
    expect(lines.join("")).not.toContain(gone);
  });

  it("a field that is one by its name is emptied, whatever is in it", () => {
    const fields = [
      "cookie",
      "Authorization",
      "stripe-signature",
      "x-forwarded-for",
      "password",
      "phone",
      "email",
      "otp",
    ];
    const kept = JSON.stringify(redactValue(Object.fromEntries(fields.map((name) => [name, "CANARY"]))));
    expect(kept).not.toContain("CANARY");
    expect(redactValue({ code: "48151623" })).toEqual({ code: "[redacted]" });
    expect(redactValue({ code: "42501", status: 200 })).toEqual({ code: "42501", status: 200 });
  });
});

describe("a line is one line, and steers nothing", () => {
  it("whatever it is made of", () => {
    const lines: string[] = [];
    const log = createLog({ write: (line: string) => void lines.push(line) });
    const nasty = `a\r\n{"level":"error","msg":"forged"}\u001b[2J\u001b]0;title\u0007\u009b31m\u202egpj.exe\u2028b\u0000`;
    log.info({ path: nasty, [nasty]: 1 }, nasty);
    expect(lines).toHaveLength(1);
    expect(lines[0]!.trimEnd()).not.toMatch(/[\p{Cc}\u2028\u202e]/u);
    expect(lines[0]).not.toMatch(/\\u00(?:1b|9b|07)|\\r/);
    expect(JSON.parse(lines[0]!)).toMatchObject({ level: "info" });
  });

  it("keeps the lines of a stack", () => {
    expect(redactText("Error\n\tat one")).toBe("Error\n\tat one");
  });
});

describe("a line tells which request it belongs to", () => {
  it("when it is written while that is answered, by whoever writes it", async () => {
    const lines: string[] = [];
    const log = createLog({ write: (line: string) => void lines.push(line) });
    const write = async (requestId: string) => {
      await requestContext.run({ requestId }, async () => {
        await new Promise((done) => setTimeout(done, 5));
        log.info("deep inside");
      });
    };
    await Promise.all([write("one"), write("two")]);
    log.info("outside");
    expect(lines.map((line) => JSON.parse(line).requestId).sort()).toEqual(["one", "two", undefined]);
  });
});
