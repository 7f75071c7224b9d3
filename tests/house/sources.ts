import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync } from "@swc/core";

export const root = fileURLToPath(new URL("../..", import.meta.url));
const SKIPPED = new Set(["node_modules", "dist", "test-results", "playwright-report"]);

/** A node of the syntax tree: what every one of them has. Offsets are bytes, the first one is 1. */
export interface SyntaxNode {
  type: string;
  span?: { start: number; end: number };
  [field: string]: unknown;
}

export interface Source {
  /** From the root, with forward slashes. */
  path: string;
  text: string;
}

/** Every file of the project with one of these endings, builds and hidden folders apart. */
export function sourcesEndingIn(endings: readonly string[], folder = root): Source[] {
  return namesUnder(folder)
    .map((file) => ({ path: relative(folder, file).split(sep).join("/"), file }))
    .filter(({ path }) => endings.some((ending) => path.endsWith(ending)) && path !== "next-env.d.ts")
    .map(({ path, file }) => ({ path, text: readFileSync(file, "utf8") }));
}

function namesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name.startsWith(".") && entry.isDirectory()) return [];
    if (SKIPPED.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? namesUnder(path) : [path];
  });
}

export interface Placed {
  node: SyntaxNode;
  parent: SyntaxNode | undefined;
}

const known = new WeakMap<Source, Placed[]>(); // every law walks every file: parse each once

/** Every node of a source with its parent. Throws where it does not parse: a file that cannot be read never passes as clean. */
export function nodesOf(source: Source): readonly Placed[] {
  const before = known.get(source);
  if (before) return before;
  const { path, text } = source;
  const tree = parseSync(text, { syntax: "typescript", tsx: path.endsWith("x"), decorators: true, target: "es2022" });
  const placed: Placed[] = [];
  collect(tree, undefined, placed);
  known.set(source, placed);
  return placed;
}

function collect(value: unknown, parent: SyntaxNode | undefined, into: Placed[]): void {
  if (value === null || typeof value !== "object") return;
  const node = isNode(value) ? value : undefined;
  if (node) into.push({ node, parent });
  for (const inner of Object.values(value)) collect(inner, node ?? parent, into); // an argument of a call is no node itself
}

const isNode = (value: object): value is SyntaxNode => "type" in value && typeof value.type === "string";

/** How many lines a node spans, and the line it begins on (the first is 1). */
export function linesOf({ text }: Source, node: SyntaxNode): { first: number; count: number } {
  const bytes = Buffer.from(text);
  const { start, end } = node.span ?? { start: 1, end: 1 };
  const before = bytes
    .subarray(0, start - 1)
    .toString()
    .split("\n").length;
  return {
    first: before,
    count: bytes
      .subarray(start - 1, end - 1)
      .toString()
      .split("\n").length,
  };
}
