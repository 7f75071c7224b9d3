import { describe, expect, it } from "vitest";
import {
  formatBytes,
  formatCents,
  formatClock,
  formatDate,
  formatDateTime,
  formatDay,
  formatDuration,
  formatHours,
  formatMeasured,
  formatMicros,
  formatMinutes,
  formatNumber,
  formatRelative,
  formatShare,
  formatTime,
} from "./format.ts";

/** Non-breaking spaces of either width read as plain ones. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");
const NOON = "2026-11-22T12:00:00Z";
const ago = (seconds: number) => new Date(Date.parse(NOON) - seconds * 1000);

describe("money", () => {
  it("writes 12 min 30 s at $0.30 as $3.75, in French with the comma and which dollar it is", () => {
    expect(formatMicros(3_750_000n, "en")).toBe("$3.75");
    expect(plain(formatMicros(3_750_000n, "fr"))).toBe("3,75 $US");
  });
  it("stays exact where a double would not", () => {
    expect(formatMicros("123456789012345678900000", "en")).toBe("$123,456,789,012,345,678.90");
    expect(formatCents(900719925474099301n, "en")).toBe("$9,007,199,254,740,993.01");
  });
  it("rounds half a cent away from 0, and shows it when asked", () => {
    expect(formatMicros(5_000n, "en")).toBe("$0.01");
    expect(formatMicros(4_999n, "en")).toBe("$0.00");
    expect(formatMicros(-5_000n, "en", { exact: true })).toBe("-$0.005");
    expect(formatMicros(300_000n, "en", { exact: true })).toBe("$0.30");
  });
  it("writes cents, also in other currencies", () => {
    expect(formatCents(894720, "en")).toBe("$8,947.20");
    expect(formatCents(5, "en")).toBe("$0.05");
    expect(formatCents(-120, "en")).toBe("-$1.20");
    expect(plain(formatCents(894720, "fr", { currency: "EUR" }))).toBe("8 947,20 €");
  });
  it("refuses what is not a whole number of micros", () => {
    expect(() => formatMicros("3.75", "en")).toThrow(SyntaxError);
  });
});

describe("lengths", () => {
  it("shows the two largest units", () => {
    expect(plain(formatDuration(38, "en"))).toBe("38 s");
    expect(plain(formatDuration(750, "en"))).toBe("12 min 30 s");
    expect(plain(formatDuration(186 * 3600 + 24 * 60 + 12, "en"))).toBe("186 h 24 min");
    expect(plain(formatDuration(1412 * 3600, "fr"))).toBe("1 412 h 0 min");
  });
  it("never says 60 s", () => {
    expect(plain(formatDuration(59.7, "en"))).toBe("1 min 0 s");
    expect(plain(formatMinutes(119.6, "en"))).toBe("2 min 0 s");
  });
  it("gives what was measured one place while it is short", () => {
    const lengths = [0, 1.37, 2, 9.94, 9.96, 12.4, 59.9, 750];
    expect(lengths.map((seconds) => plain(formatMeasured(seconds, "en")))).toEqual([
      ...["0 s", "1.4 s", "2 s", "9.9 s", "10 s", "12 s", "1 min 0 s", "12 min 30 s"],
    ]);
    expect(plain(formatMeasured(1.37, "fr"))).toBe("1,4 s");
  });
  it("keeps minutes as minutes where they are paid", () => {
    expect(plain(formatMinutes(82_500, "en"))).toBe("1,375 min 0 s");
  });
  it("gives hours one place, and a clock its colons", () => {
    expect(plain(formatHours(671_040, "fr"))).toBe("186,4 h");
    expect([formatClock(38.9), formatClock(1110), formatClock(3725)]).toEqual(["0:38", "18:30", "1:02:05"]);
    expect(formatClock(-1)).toBe("0:00");
  });
});

describe("numbers, shares, bytes", () => {
  it("groups thousands and fixes places", () => {
    expect(formatNumber(84_212, "en")).toBe("84,212");
    expect(plain(formatNumber(84_212, "fr"))).toBe("84 212");
    expect(formatNumber(22.6, "en", 2)).toBe("22.60");
    expect(plain(formatShare(0.02, "en"))).toBe("2.0 %");
    expect(plain(formatShare(0.994, "fr"))).toBe("99,4 %");
  });
  it("uses decimal units, octets in French", () => {
    const sizes = [12, 48_000, 9_400_000, 1_000_000_000, 11_300_000_000, 999_999];
    expect(sizes.map((size) => plain(formatBytes(size, "en")))).toEqual([
      "12 bytes",
      "48 kB",
      "9.4 MB",
      "1.00 GB",
      "11.3 GB",
      "1.0 MB",
    ]);
    expect(plain(formatBytes(1_000_000_000, "fr"))).toBe("1,00 Go");
    expect(plain(formatBytes(1n, "en"))).toBe("1 byte");
  });
});

describe("dates", () => {
  it("writes the day first and the zone always", () => {
    expect(formatDate("2026-11-09T23:59:00Z", "en")).toBe("9 Nov 2026");
    expect(formatDate("2026-09-09T00:00:00Z", "en")).toBe("9 Sep 2026");
    expect(formatDay("2026-11-09T00:00:00Z", "fr")).toBe("9 nov.");
    expect(formatTime("2026-11-09T00:05:00Z", "en")).toBe("00:05");
    expect(plain(formatDateTime("2026-11-09T13:20:00Z", "en"))).toBe("9 Nov 2026, 13:20 UTC");
  });
  it("says how long ago in the unit that fits", () => {
    const said = [5, 120, 19 * 3600, 86_400, 3 * 86_400, 40 * 86_400].map((s) =>
      plain(formatRelative(ago(s), NOON, "en")),
    );
    expect(said).toEqual(["5 s ago", "2 min ago", "19 h ago", "yesterday", "3 days ago", "last month"]);
    expect(plain(formatRelative(ago(-1260), NOON, "en"))).toBe("in 21 min");
    expect(plain(formatRelative(ago(120), NOON, "fr"))).toBe("il y a 2 min");
  });
});
