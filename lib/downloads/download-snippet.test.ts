import { beforeAll, expect, it, vi } from "vitest";

beforeAll(() => {
  vi.doMock("../env.ts", () => ({ env: () => ({ SITE_URL: "https://consonant.example/" }) }));
});

it("names the manifest and a shard of this version, with the key in a header", async () => {
  const { downloadSnippet } = await import("./download-snippet.ts");
  const words = { key: "a key", inside: "pairs" };
  const lines = downloadSnippet({ versionId: "v-1", slug: "calls", number: "1.0.0", shard: "data/train 0.tar", words });
  expect(lines).toContain("https://consonant.example/download/v-1/manifest.json\n");
  expect(lines).toContain("https://consonant.example/download/v-1/data/train%200.tar\n");
  expect(lines).not.toMatch(/[?&](?:key|token)=/);
});
