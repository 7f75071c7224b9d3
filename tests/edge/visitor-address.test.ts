import type { IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import { visitorAddress } from "../../lib/web/visitor-address.ts";

const from = (remoteAddress: string | undefined, forwarded?: string) =>
  ({ socket: { remoteAddress }, headers: { "x-forwarded-for": forwarded } }) as unknown as IncomingMessage;

describe("the address of a visitor", () => {
  it("is the socket's where no proxy is trusted, whatever the headers say", () => {
    expect(visitorAddress(from("198.51.100.7", "203.0.113.9"), 0)).toBe("198.51.100.7");
  });

  it("is what our own proxies saw: the visitor's inventions stand left of it", () => {
    const asked = from("10.0.0.2", "6.6.6.6, 203.0.113.9");
    expect(visitorAddress(asked, 1)).toBe("203.0.113.9");
    expect(visitorAddress(from("10.0.0.2", "6.6.6.6, 203.0.113.9, 10.0.0.1"), 2)).toBe("203.0.113.9");
  });

  it.each([undefined, "", "6.6.6.6", "6.6.6.6, nonsense, 10.0.0.1", " , ,"])(
    "is the socket's where the header cannot have come through them: %s",
    (forwarded) => expect(visitorAddress(from("10.0.0.2", forwarded), 2)).toBe("10.0.0.2"),
  );

  it.each([
    ["::ffff:198.51.100.7", "198.51.100.7"],
    ["2001:DB8::1", "2001:db8::1"],
    ["fe80::1%eth0", "fe80::1"],
    ["[2001:db8::1]:443", "2001:db8::1"],
    ["198.51.100.7:443", "198.51.100.7"],
  ])("has one spelling: %s", (written, address) => {
    expect(visitorAddress(from(written), 0)).toBe(address);
    expect(visitorAddress(from("10.0.0.2", written), 1)).toBe(address);
  });

  it("is one for everybody who has none", () => {
    expect(visitorAddress(from(undefined), 0)).toBe("0.0.0.0");
    expect(visitorAddress(from("a socket's path"), 0)).toBe("0.0.0.0");
  });
});
