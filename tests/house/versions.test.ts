import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "./sources.ts";
import floors from "./version-floors.json" with { type: "json" };

interface Floor {
  atLeast: string;
  why: string;
}
interface Lock {
  packages: Record<string, { version?: string }>;
}

const lock: Lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));

/** Below zero when `a` is the older one. A prerelease is older than its release; its own numbers count after that. */
function compareVersions(a: string, b: string): number {
  const parts = (version: string) => {
    const [release = "", prerelease] = version.split("+", 1)[0]?.split(/-(.*)/s) ?? [];
    return { release: release.split(".").map(Number), prerelease: prerelease?.match(/\d+/g)?.map(Number) };
  };
  const [x, y] = [parts(a), parts(b)];
  const byRelease = compareNumbers(x.release, y.release);
  if (byRelease !== 0) return byRelease;
  if (!x.prerelease || !y.prerelease) return Number(!x.prerelease) - Number(!y.prerelease);
  return compareNumbers(x.prerelease, y.prerelease);
}

function compareNumbers(a: number[], b: number[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Every copy of these packages that the lock file would install, nested ones too, below its floor. */
function belowFloor({ packages }: Lock, all: Record<string, Floor>): string[] {
  return Object.entries(packages).flatMap(([place, { version }]) => {
    const name = place.split("node_modules/").pop() ?? "";
    const floor = Object.hasOwn(all, name) && place.includes("node_modules/") ? all[name] : undefined;
    if (!floor || (version !== undefined && compareVersions(version, floor.atLeast) >= 0)) return [];
    return [`${place} is ${version}, below ${floor.atLeast}: ${floor.why}`];
  });
}

describe("versions with known holes", () => {
  it("are not in the lock file, at any depth", () => expect(belowFloor(lock, floors)).toEqual([]));

  it.each(Object.entries(floors))("%s is installed, at or above its floor", (name, floor) => {
    const installed: { version: string } = JSON.parse(
      readFileSync(join(root, "node_modules", name, "package.json"), "utf8"),
    );
    expect(lock.packages[`node_modules/${name}`]?.version).toBe(installed.version);
    expect(compareVersions(installed.version, floor.atLeast)).toBeGreaterThanOrEqual(0);
  });

  it("are found when planted, nested ones and ones without a version too", () => {
    const planted = {
      "node_modules/next": { version: "16.3.2" },
      "node_modules/a/node_modules/next": { version: "16.4.6-canary.9" },
      "node_modules/b/node_modules/next": {},
      "node_modules/c/node_modules/next": { version: "16.10.0" },
      "node_modules/not-next": { version: "1.0.0" },
    };
    expect(belowFloor({ packages: planted }, { next: floors.next })).toHaveLength(3);
  });

  it.each([
    ["16.4.10", "16.4.9", 1],
    ["16.4.6", "16.4.6", 0],
    ["15.9.9", "16.0.0", -1],
    ["16.4.6-canary.1", "16.4.6", -1],
    ["18.4.0-beta.17", "18.4.0-beta.9", 1],
    ["19.2", "19.2.0", 0],
  ])("%s against %s", (a, b, sign) => expect(Math.sign(compareVersions(a, b))).toBe(sign));
});
