import type { IncomingMessage } from "node:http";

const BODY_LIMIT_BYTES = 1_000_000;
const DEPTH_LIMIT = 10;

type Node = string | { [key: string]: Node };
export type FormValue = string | FormValue[] | { [key: string]: FormValue };

/** Parses Stripe's bracketed form encoding, `line_items[0][price_data][currency]=usd`, into objects and arrays. */
export function parseForm(encoded: string): { [key: string]: FormValue } {
  const root: { [key: string]: Node } = Object.create(null);
  for (const [name, value] of new URLSearchParams(encoded)) {
    const path = [...name.matchAll(/([^[\]]+)|\[\]/g)].map((part) => part[1] ?? "");
    if (path.length > 0 && path.length <= DEPTH_LIMIT) place(root, path, value);
  }
  return Object.fromEntries(Object.entries(root).map(([key, node]) => [key, withArrays(node)]));
}

function place(root: { [key: string]: Node }, path: string[], value: string): void {
  let at = root;
  for (const part of path.slice(0, -1)) {
    const key = part === "" ? String(Object.keys(at).length) : part;
    const next = at[key];
    if (typeof next === "object") at = next;
    else {
      const created: { [key: string]: Node } = Object.create(null);
      at[key] = created;
      at = created;
    }
  }
  const last = path[path.length - 1] ?? "";
  at[last === "" ? String(Object.keys(at).length) : last] = value;
}

function withArrays(node: Node): FormValue {
  if (typeof node === "string") return node;
  const keys = Object.keys(node);
  const isArray = keys.length > 0 && keys.every((key, index) => key === String(index));
  if (isArray) return keys.map((key) => withArrays(node[key]!));
  return Object.fromEntries(keys.map((key) => [key, withArrays(node[key]!)]));
}

/** Reads a whole request body as text, at most one megabyte. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > BODY_LIMIT_BYTES) throw new Error("the request body is larger than one megabyte");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
