import { execFileSync, type StdioOptions } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "./sources.ts";

type Entry = { version?: string; resolved?: string; integrity?: string; link?: boolean; dev?: boolean };
type Lock = { lockfileVersion: number; packages: Record<string, Entry> };
type Manifest = Record<"dependencies" | "devDependencies", Record<string, string>>;
const lock: Lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
const manifest: Manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

const REGISTRY = "https://registry.npmjs.org/";
const VERSION = /^\d+\.\d+\.\d+(?:-[\w.-]+)?(?:\+[\w.-]+)?$/;
const SHA512 = /^sha512-[A-Za-z0-9+/]{86}==$/;

/** What would be installed from elsewhere, or as something else than was looked at. The lock need not say where: the registry is npm's. */
function strangers({ packages }: Lock): string[] {
  return Object.entries(packages).flatMap(([place, { version, resolved, integrity, link }]) => {
    if (place === "") return [];
    const why = [
      !place.startsWith("node_modules/") && "a place of its own",
      link && "a link",
      !VERSION.test(version ?? "") && `version ${version}`,
      !SHA512.test(integrity ?? "") && "no sha512",
      resolved !== undefined && !resolved.startsWith(REGISTRY) && `from ${resolved}`,
    ].filter(Boolean);
    return why.length > 0 ? [`${place}: ${why.join(", ")}`] : [];
  });
}

describe("what is installed", () => {
  it("comes from npm's registry, in one version, with the sha512 that was looked at", () => {
    expect(lock.lockfileVersion).toBe(3);
    expect(Object.keys(lock.packages).length).toBeGreaterThan(300);
    expect(strangers(lock)).toEqual([]);
  });

  it("is asked for by exact version, and by name: no range, address, folder or alias", () => {
    const asked = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(asked.length).toBeGreaterThan(40);
    expect(asked.filter(([, version]) => !VERSION.test(version))).toEqual([]);
    for (const [name, version] of asked) expect(lock.packages[`node_modules/${name}`]?.version, name).toBe(version);
  });

  it("is caught when it is a stranger", () => {
    const fine = { version: "1.0.0", integrity: `sha512-${"A".repeat(86)}==` };
    const planted: Record<string, Entry> = {
      "node_modules/fine": fine,
      "node_modules/also-fine": { ...fine, resolved: `${REGISTRY}a/-/a-1.0.0.tgz` },
      "node_modules/elsewhere": { ...fine, resolved: "https://npm.evil.example/a/-/a-1.0.0.tgz" },
      "node_modules/near": { ...fine, resolved: "https://registry.npmjs.org.evil.example/a.tgz" },
      "node_modules/git": { ...fine, resolved: "git+ssh://git@github.com/a/a.git#1" },
      "node_modules/bare": { version: "1.0.0" },
      "node_modules/weak": { ...fine, integrity: "sha1-AAAA" },
      "node_modules/linked": { ...fine, link: true },
      "packages/own": fine,
      "node_modules/ranged": { ...fine, version: "^1.0.0" },
    };
    expect(strangers({ lockfileVersion: 3, packages: planted })).toHaveLength(8);
  });
});

describe("npm run sbom", () => {
  type Part = { name: string; version: string; scope: string; purl: string; hashes?: { alg: string }[] };
  // npm's own --omit dev loses what a development package needs too (zod, esbuild): all are listed, those marked "optional"
  it("lists every package, with its version and hash, as CycloneDX; what production needs is marked", () => {
    const stdio: StdioOptions = ["ignore", "pipe", "ignore"];
    const told = execFileSync("npm", ["run", "--silent", "sbom"], { cwd: root, maxBuffer: 32 << 20, stdio }).toString();
    const bom: { bomFormat: string; components: Part[] } = JSON.parse(told);
    expect(bom.bomFormat).toBe("CycloneDX");
    const parts = new Map(bom.components.map((part) => [`${part.name}@${part.version}`, part]));
    for (const part of parts.values()) {
      expect(part.purl, part.name).toMatch(/^pkg:npm\//);
      expect(
        part.hashes?.map(({ alg }) => alg),
        part.name,
      ).toContain("SHA-512");
    }
    for (const [name, version] of Object.entries(manifest.dependencies))
      expect(parts.get(`${name}@${version}`)?.scope, name).toBe("required");
    for (const [name, version] of Object.entries(manifest.devDependencies))
      expect(parts.has(`${name}@${version}`), name).toBe(true);
    const locked = Object.entries(lock.packages).filter(([place]) => place !== "");
    const missing = locked.filter(
      ([place, { version }]) => !parts.has(`${place.split("node_modules/").pop()}@${version}`),
    );
    expect(missing).toEqual([]);
  }, 90_000);
});
