import { describe, expect, it } from "vitest";
import { createLog } from "../../lib/web/log.ts";
import { redactText } from "../../lib/web/redact.ts";

const token = `hs_${"0123456789abcdef".repeat(4)}`;

function written(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  write(createLog({ write: (line: string) => void lines.push(line) }));
  for (const line of lines) expect(() => JSON.parse(line)).not.toThrow();
  return lines.join("");
}

describe("what never reaches a log", () => {
  it("tokens, e-mails and phone numbers, in messages, fields, children, errors and their causes", () => {
    const all = `${token} amara@example.org +33 6 12 34 56 78`;
    const text = written((log) => {
      log.info(`came with ${all}`);
      log.info({ deep: { list: [all] } }, "field");
      log.child({ who: all }).info("child");
      const error = Object.assign(new Error(`outer ${all}`, { cause: new Error(`inner ${all}`) }), {
        query: "select 1",
        parameters: ["Amara"],
      });
      log.error({ err: error }, "broke");
    });
    for (const secret of [token, "amara@example.org", "12 34 56", "Amara"]) expect(text).not.toContain(secret);
    expect(text).toContain("[token] [e-mail] [phone]");
    expect(text).toContain("outer");
    expect(text).toContain("inner");
  });

  it("headers that carry who somebody is", () => {
    const text = written((log) =>
      log.info(
        {
          headers: {
            authorization: "Bearer CANARY",
            cookie: "s=CANARY",
            "set-cookie": ["CANARY"],
            accept: "text/html",
          },
        },
        "asked",
      ),
    );
    expect(text).not.toContain("CANARY");
    expect(text).toContain("text/html");
  });
});

describe("what a redacted text keeps", () => {
  it.each([
    "+14155550132",
    "+1 (415) 555-0132",
    "(415) 555-0132",
    "415-555-0132",
    "06 12 34 56 78",
    "06.12.34.56.78",
    "call 0612345678.",
  ])("not the phone number %s", (text) => expect(redactText(text)).toContain("[phone]"));
  it.each([
    "2026-11-22T15:01:16.000Z",
    "2026-11-22 15:01:16",
    "12 min 30 s",
    "3f0c2b1a-1234-4123-8123-123456789012",
    "evt_1234567890123",
    "listening on 127.0.0.1:54777",
    "192.168.100.200",
    "$1,250.00",
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  ])("%s", (text) => expect(redactText(text)).toBe(text));
});
