import { afterAll, expect, it, vi } from "vitest";
import { edge, page, servers, siteUrl } from "./edge-under-test.ts";

// Every kind of request with a secret in every place that a client fills, and everything that is logged of it.
const lines = vi.hoisted(() => [] as string[]);
vi.mock("../../lib/web/log.ts", async (original) => {
  const { createLog } = await original<typeof import("../../lib/web/log.ts")>();
  return { createLog, log: createLog({ write: (line) => void lines.push(line) }) };
});
afterAll(() => {
  for (const server of servers.splice(0)) server.close();
});

const token = "c0ffee".repeat(10);
const secrets = {
  session: `hs_${token}abcd`,
  key: `hf_${token}abcd`,
  login: `hl_${token}abcd`,
  email: "amara.canary@people.example",
  phone: "+33612345678",
  iban: "DE89370400440532013000",
  age: `AGE-SECRET-KEY-1${"QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L".repeat(2)}`,
  stripe: "sk_live_51CanaryCanaryCanary",
  link: "/d/x/a.flac?e=1790000000&s=CanaryCanaryCanaryCanaryCanaryCanaryCanaryC",
  code: "code=48151623",
};
const parts = /c0ffee|amara|612345678|370400|QPZRY9X8|51Canary|CanaryCanary|48151623/i;

it("says which request it was and what came of it, and nothing that was in it", async () => {
  const broken = (secret: string) =>
    Object.assign(new Error(`insert failed for ${secret}`), {
      detail: `Key (email)=(${secret})`,
      parameters: [secret],
    });
  for (const secret of Object.values(secrets)) {
    const inPath = encodeURIComponent(secret);
    const headers = {
      cookie: `consonant=${secret}`,
      authorization: `Bearer ${secret}`,
      referer: `${siteUrl}/?${secret}`,
      "user-agent": secret,
    };
    const well = await edge(page);
    const ill = await edge(page, {
      next: async () => {
        throw broken(secret);
      },
    });
    for (const { ask } of [well, ill]) {
      await ask(`/en/studio/${inPath}?${secret}`, headers);
      await ask(`/en/datasets?q=${inPath}`, headers);
      await ask(`/download/${inPath}`, { ...headers, host: "evil.example" });
      await ask("/en/studio", { ...headers, origin: `https://${inPath}.example`, "content-length": "1" }, "POST", "x");
      await ask('/en/studio%0d%0a%1b[2J{"level":"error"}', headers);
    }
  }
  expect(lines.length).toBeGreaterThan(50);
  expect(lines.filter((line) => parts.test(line))).toEqual([]);
  for (const line of lines) {
    expect(line.trimEnd()).not.toMatch(/\p{Cc}/u);
    const { level, requestId, msg } = JSON.parse(line);
    expect([level, msg]).toEqual([expect.stringMatching(/^(?:info|error)$/), expect.any(String)]);
    expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
  }
});
