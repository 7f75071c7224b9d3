import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openTray } from "./tray.ts";

function mailTo(address: string, subject: string) {
  return { id: subject, receivedAt: "2026-11-01T12:00:00.000Z", from: "", to: [address], subject, text: "Hello" };
}

it("keeps the newest 500 mails, newest first, over a restart", async () => {
  const folder = await mkdtemp(join(tmpdir(), "tray-"));
  const file = join(folder, "new", "mail.json");
  const tray = openTray(file);
  for (let number = 1; number <= 505; number += 1) {
    tray.add(mailTo(number % 2 ? "ann@example.com" : "ben@example.com", String(number)));
  }
  await tray.close();
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(JSON.parse(await readFile(file, "utf8"))).toHaveLength(500);

  const again = openTray(file);
  expect(again.list().map(({ subject }) => subject)).toEqual(Array.from({ length: 500 }, (_, i) => String(505 - i)));
  expect(again.list("Ann@Example.com")).toHaveLength(250);
  expect(again.list("eve@example.com")).toEqual([]);
  await again.close();
  await rm(folder, { recursive: true });
});
