import { existsSync, readdirSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join } from "node:path";
import send from "send";
import { writeError } from "../lib/web/error-response.ts";
import { acceptedCoding } from "./accepted-coding.ts";
import { codingSuffixes, textTypes } from "./compress-static.mjs";

interface Shelf {
  /** Folder on disk. */
  root: string;
  /** Where its files begin in URLs, without a slash at the end. */
  prefix: string;
}

interface StaticFile {
  root: string;
  path: string;
  immutable: boolean;
  codings: ReadonlySet<string>;
}

const YEAR_MS = 365 * 24 * 60 * 60 * 1000;
const BUILD = "/_next/static/";
const HASHED = /^\/_next\/static\/(?:chunks|media|css)\//;

/**
 * Answers files of the build and of public/ ahead of Next; false when the path is none of theirs. The names are read once,
 * at the start: a path that is not among them touches no disk, and none can climb out of its folder.
 */
export function staticFiles(shelves: readonly Shelf[], headers: Readonly<Record<string, string>>) {
  const files = new Map(shelves.flatMap(filesOf));
  return (request: IncomingMessage, response: ServerResponse, path: string, requestId: string): boolean => {
    if (request.method !== "GET" && request.method !== "HEAD") return false;
    const file = files.get(path);
    if (!file && !path.startsWith(BUILD)) return false;
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    response.setHeader("x-request-id", requestId);
    if (file) sendFile(request, response, file);
    else writeError(response, "not_found"); // of another build, or of none: not worth a rendered page
    return true;
  };
}

function filesOf({ root, prefix }: Shelf): [string, StaticFile][] {
  if (!existsSync(root)) return [];
  const names = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length).split("\\").join("/"));
  const all = new Set(names);
  const isVariant = (name: string) =>
    Object.values(codingSuffixes).some((end) => name.endsWith(end) && all.has(name.slice(0, -end.length)));
  return names
    .filter((name) => !isVariant(name))
    .map((name) => {
      const url = prefix + encodeURI(name);
      const codings = Object.entries(codingSuffixes).filter(([, end]) => all.has(name + end));
      const file = {
        root,
        path: encodeURI(name),
        immutable: HASHED.test(url),
        codings: new Set(codings.map(([coding]) => coding)),
      };
      return [url, file];
    });
}

function sendFile(request: IncomingMessage, response: ServerResponse, file: StaticFile): void {
  const type = textTypes[extname(file.path)];
  const coding = acceptedCoding(request.headers["accept-encoding"]);
  const suffix = file.codings.has(coding) ? codingSuffixes[coding] : undefined;
  if (type) response.setHeader("content-type", type);
  if (file.codings.size > 0) response.setHeader("vary", "Accept-Encoding");
  if (suffix) response.setHeader("content-encoding", coding);
  send(request, file.path + (suffix ?? ""), {
    root: file.root,
    index: false,
    dotfiles: "allow",
    immutable: file.immutable,
    maxAge: file.immutable ? YEAR_MS : 0,
  })
    .on("error", () => {
      response.removeHeader("content-encoding");
      writeError(response, "not_found");
    })
    .pipe(response);
}
