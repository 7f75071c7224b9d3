import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { type HotPath, hotPaths } from "../../server/hot-paths.ts";
import { wellKnown } from "../../server/well-known.ts";
import { actionFields, type Kind, machinePaths, parameters } from "./taught.ts";

export type Route = { pattern: string; isPage: boolean; parameters: Record<string, Kind> };
export type Action = { id: string; name: string; page: string; fields: Record<string, string> };
export type MachinePath = { path: string; table: string | undefined };
export type Inventory = Awaited<ReturnType<typeof takeInventory>>;

const dist = ".next";
const read = <T>(file: string) => JSON.parse(fs.readFileSync(path.join(dist, file), "utf8")) as T;

/** Everything that the build answers to, from its own manifests. Throws for what the matrix was not taught to attack. */
export async function takeInventory() {
  const unknown: string[] = [];
  const routes = routesOf(unknown);
  const actions = actionsOf(routes, unknown);
  const machine = await machinePathsOf(unknown);
  if (unknown.length > 0) throw new Error(`teach the matrix (tests/matrix/taught.ts):\n  ${unknown.join("\n  ")}`);
  return { routes, actions, machine, files: filesOf() };
}

function routesOf(unknown: string[]): Route[] {
  const manifest = read<Record<string, string>>("app-path-routes-manifest.json");
  return Object.entries(manifest).map(([entry, pattern]) => {
    const wanted = [...pattern.matchAll(/\[(?:\.\.\.)?(\w+)\]/g)]
      .map((match) => match[1]!)
      .filter((one) => one !== "locale");
    const known = parameters[pattern] ?? {};
    for (const name of wanted) if (!known[name]) unknown.push(`parameter ${name} of ${pattern}`);
    return { pattern, isPage: entry.endsWith("/page"), parameters: known };
  });
}

/** Next names an action by a hash; where it lies and how it is exported is what we know it by. */
function actionsOf(routes: readonly Route[], unknown: string[]): Action[] {
  type Manifest = {
    node: Record<string, { filename: string; exportedName: string; workers: Record<string, unknown> }>;
  };
  const { node } = read<Manifest>("server/server-reference-manifest.json");
  return Object.entries(node).map(([id, { filename, exportedName, workers }]) => {
    const name = `${filename.replace(/^app\/\[locale\]\/(?:\([^)]+\)\/)?/, "")}#${exportedName}`;
    const fields = actionFields[name];
    if (!fields) unknown.push(`action ${name}`);
    const [entry] = Object.keys(workers);
    const page =
      entry
        ?.replace(/^app/, "")
        .replace(/\/page$/, "")
        .replaceAll(/\/\([^)]+\)/g, "") ?? "";
    if (!routes.some((route) => route.pattern === page)) unknown.push(`page ${page} of action ${name}`);
    return { id, name, page, fields: fields ?? {} };
  });
}

/** Every table of server/*-paths.ts: one that is added is attacked, or stops the run. */
async function machinePathsOf(unknown: string[]): Promise<MachinePath[]> {
  const tables: HotPath[] = [
    ...hotPaths({ databaseReachable: () => true, mailboxUrl: "http://localhost" }),
    ...wellKnown("http://localhost", "mailto:security@consonant.example"),
  ];
  for (const file of fs.readdirSync("server").filter((name) => name.endsWith("-paths.ts"))) {
    const exported = (await import(pathToFileURL(path.resolve("server", file)).href)) as Record<string, unknown>;
    tables.push(...Object.values(exported).filter(Array.isArray).flat().filter(isHotPath));
  }
  return tables.flatMap(({ path: pattern }) => {
    const name = nameOf(pattern);
    const known = machinePaths[name];
    if (!known) unknown.push(`machine path ${name}`);
    return known ? [known.path, ...(known.also ?? [])].map((one) => ({ path: one, table: known.table })) : [];
  });
}

const isHotPath = (one: unknown): one is HotPath => (one as Partial<HotPath> | null)?.path instanceof RegExp;

const uuid = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const nameOf = (pattern: RegExp) =>
  pattern.source
    .replace(/^\^/, "")
    .replace(/\$$/, "")
    .replaceAll("\\/", "/")
    .replaceAll("\\.", ".")
    .replaceAll(uuid, "uuid");

/** What is sent as it lies: the files of the build and of public/. */
function filesOf(): string[] {
  const below = (folder: string) =>
    fs
      .readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((one) => one.isFile())
      .map((one) => path.relative(folder, path.join(one.parentPath, one.name)));
  return [
    ...below(path.join(dist, "static")).map((file) => `/_next/static/${file}`),
    ...below("public").map((file) => `/${file}`),
  ];
}

/** An address of a pattern, with the values of its parameters. */
export const addressOf = (pattern: string, locale: "en" | "fr", values: Record<string, string>): string =>
  pattern.replace("[locale]", locale).replace(/\[(?:\.\.\.)?(\w+)\]/g, (_whole, name: string) => values[name] ?? "");
