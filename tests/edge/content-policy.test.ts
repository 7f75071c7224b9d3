import { describe, expect, it } from "vitest";
import { policyWithHashes, policyWithNonce } from "../../lib/web/content-policy.ts";
import { securityHeaders } from "../../lib/web/security-headers.ts";

const site = {
  deliveryOrigin: "https://files.consonant.example",
  checkoutOrigin: "https://checkout.stripe.com",
  ownScripts: ["sha256-own"],
  secure: true,
  development: false,
};
const directives = (policy: string) => new Map(policy.split("; ").map((one) => [one.split(" ", 1)[0], one]));

describe("the content policy", () => {
  it("names the inline scripts of a cached page, and trusts no others", () => {
    const policy = directives(policyWithHashes(site, ["AAA="], ["BBB="]));
    expect(policy.get("script-src")).toBe("script-src 'self' 'sha256-AAA='");
    expect(policy.get("style-src")).toBe("style-src 'self' 'sha256-BBB='");
  });

  it("gives every other page a nonce, and only what a trusted script loads", () => {
    expect(directives(policyWithNonce(site, "n1")).get("script-src")).toBe(
      "script-src 'self' 'nonce-n1' 'sha256-own' 'strict-dynamic'",
    );
  });

  it.each([policyWithHashes(site, [], []), policyWithNonce(site, "n1")])("closes what nobody needs: %#", (text) => {
    const policy = directives(text);
    expect(policy.get("default-src")).toBe("default-src 'self'");
    expect(policy.get("object-src")).toBe("object-src 'none'");
    expect(policy.get("base-uri")).toBe("base-uri 'none'");
    expect(policy.get("frame-ancestors")).toBe("frame-ancestors 'none'");
    expect(policy.get("form-action")).toBe("form-action 'self' https://checkout.stripe.com");
    expect(policy.get("media-src")).toBe("media-src 'self' https://files.consonant.example");
    expect(policy.get("connect-src")).toBe("connect-src 'self'");
    expect(policy.has("upgrade-insecure-requests")).toBe(true);
    expect(text).not.toContain("unsafe-eval");
    expect(text.replace("style-src-attr 'unsafe-inline'", "")).not.toContain("unsafe-inline");
  });

  it("opens in development what reloading needs, and nothing in production", () => {
    const policy = policyWithNonce({ ...site, development: true, secure: false }, "n1");
    expect(policy).toContain("'unsafe-eval'");
    expect(policy).toContain("ws:");
    expect(policy).not.toContain("upgrade-insecure-requests");
  });
});

describe("the headers of every answer", () => {
  it("insist on https where the site has it, and do not lock a local one out", () => {
    expect(securityHeaders("https://consonant.example")["strict-transport-security"]).toContain("max-age=");
    expect(securityHeaders("http://localhost:3000")["strict-transport-security"]).toBeUndefined();
  });
  it("keep other sites away from our windows and bytes", () => {
    expect(securityHeaders("http://localhost:3000")).toMatchObject({
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "referrer-policy": "strict-origin-when-cross-origin",
      "x-content-type-options": "nosniff",
    });
  });
});
