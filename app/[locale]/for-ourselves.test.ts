import { readFileSync } from "node:fs";
import { beforeEach, expect, it, vi } from "vitest";
import { forOurselves } from "./for-ourselves.ts";

const settings = vi.hoisted(() => ({ MAILBOX_URL: undefined as string | undefined }));
const asked = vi.hoisted(() => [] as string[]);
vi.mock("../../lib/env.ts", () => ({ env: () => settings }));
vi.mock("next/server", () => ({ connection: async () => void asked.push("connection") }));
vi.mock("next/navigation", () => ({
  notFound: () => {
    throw new Error("NEXT_NOT_FOUND");
  },
}));
beforeEach(() => asked.splice(0));

it("a page for ourselves is nowhere on a market, and is decided when it is asked for", async () => {
  settings.MAILBOX_URL = undefined;
  await expect(forOurselves()).rejects.toThrow("NEXT_NOT_FOUND");
  settings.MAILBOX_URL = "http://localhost:8025/dev/mail";
  await expect(forOurselves()).resolves.toBeUndefined();
  expect(asked).toEqual(["connection", "connection"]);
});

it("the page of parts asks before it shows anything", () => {
  const text = readFileSync(new URL("(market)/parts/page.tsx", import.meta.url), "utf8");
  expect(text).toMatch(/export default async function Parts\(\) \{\s+await forOurselves\(\);/);
});
