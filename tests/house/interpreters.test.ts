import { describe, expect, it } from "vitest";
import { nodesOf, type Source, type SyntaxNode, sourcesEndingIn } from "./sources.ts";

// What somebody wrote reaches no interpreter but through one that keeps it apart: no shell, no eval, no HTML, no SQL by hand,
// no address that a visitor chose.
const SHIPPED = /^(?:app|components|lib|db|server|worker|delivery|passkeys|i18n|messages)\/|^proxy\.ts$/;
const BY_HAND = /^db\//;
/** Who asks other machines. Everything else on the server asks nobody. */
const ASKS_OUTSIDE = /^lib\/(?:outside\/[\w-]+|identity\/ask-passkeys)\.ts$/;
/** Who starts another program: one whose path is a setting, within limits, with arguments that no visitor wrote. */
const STARTS_PROGRAMS = /^lib\/pipeline\/decode\/bounded-process\.ts$/;
const shipped = sourcesEndingIn([".ts", ".tsx"]).filter(
  ({ path }) => SHIPPED.test(path) && !/\.test\.tsx?$/.test(path),
);
const isInBrowser = ({ text }: Source) => /^["']use client["']/m.test(text);
const wordOf = (node: SyntaxNode | undefined) => (node?.type === "Identifier" ? String(node.value) : "");
const sourceOf = (node: SyntaxNode) => String((node.source as SyntaxNode | undefined)?.value ?? "");

const isShell = (node: SyntaxNode) =>
  node.type === "ImportDeclaration" && /^(?:node:)?(?:child_process|vm)$/.test(sourceOf(node));
const isEval = (node: SyntaxNode) =>
  (node.type === "CallExpression" && wordOf(node.callee as SyntaxNode) === "eval") ||
  (/^(?:New|Call)Expression$/.test(node.type) && wordOf(node.callee as SyntaxNode) === "Function");
const HTML = new Set([
  "innerHTML",
  "outerHTML",
  "insertAdjacentHTML",
  "dangerouslySetInnerHTML",
  "write",
  "createContextualFragment",
]);
const isHtml = (node: SyntaxNode) => {
  if (node.type === "JSXAttribute") return HTML.has(String((node.name as SyntaxNode).value));
  if (node.type !== "MemberExpression") return false;
  const name = String((node.property as SyntaxNode).value);
  return HTML.has(name) && (name !== "write" || wordOf(node.object as SyntaxNode) === "document");
};
const isSqlByHand = (node: SyntaxNode) =>
  node.type === "MemberExpression" &&
  (((node.property as SyntaxNode).value === "raw" && wordOf(node.object as SyntaxNode) === "sql") ||
    (node.property as SyntaxNode).value === "unsafe");
const isFetch = (node: SyntaxNode) => node.type === "CallExpression" && wordOf(node.callee as SyntaxNode) === "fetch";

/** `redirect: "error"` among the options: an answer sends us nowhere else. */
function followsRedirects(node: SyntaxNode): boolean {
  const options = (node.arguments as { expression: SyntaxNode }[])[1]?.expression;
  const properties = (options?.type === "ObjectExpression" ? options.properties : []) as SyntaxNode[];
  return !properties.some(
    ({ key, value }) =>
      wordOf(key as SyntaxNode) === "redirect" && (value as SyntaxNode | undefined)?.value === "error",
  );
}

function faultsOf(source: Source): string[] {
  return nodesOf(source).flatMap(({ node }) => {
    if (isShell(node) && !STARTS_PROGRAMS.test(source.path)) return ["another program, or another context"];
    if (isEval(node)) return ["text that is run"];
    if (isHtml(node)) return ["text that becomes HTML"];
    if (isSqlByHand(node) && !BY_HAND.test(source.path)) return ["SQL by hand outside db/"];
    if (!isFetch(node) || isInBrowser(source)) return [];
    if (!ASKS_OUTSIDE.test(source.path)) return ["the server asks another machine"];
    return followsRedirects(node) ? ["a redirect is followed"] : [];
  });
}
const planted = (path: string, text: string) => faultsOf({ path, text });

describe("no interpreter is given what somebody wrote", () => {
  it("in the house", () => {
    expect(shipped.length).toBeGreaterThan(300);
    expect(shipped.flatMap((source) => faultsOf(source).map((fault) => `${source.path}: ${fault}`))).toEqual([]);
  });

  it.each([
    ["lib/a/b.ts", 'import { exec } from "node:child_process";'],
    ["lib/pipeline/decode/a.ts", 'import { spawn } from "node:child_process";'],
    ["worker/a.ts", 'import vm from "vm";'],
    ["app/a.tsx", "eval(text);"],
    ["lib/a.ts", "new Function(text);"],
    ["components/a.tsx", "export const A = () => <p dangerouslySetInnerHTML={{ __html: text }} />;"],
    ["components/a.tsx", "element.innerHTML = text;"],
    ["components/a.tsx", "document.write(text);"],
    ["lib/a/b.ts", "sql.raw(text);"],
    ["worker/a.ts", "line.unsafe(text);"],
    ["lib/orders/a.ts", "await fetch(url);"],
    ["server/a.ts", 'await fetch(url, { redirect: "error" });'],
    ["lib/outside/a.ts", "await fetch(url);"],
    ["lib/outside/a.ts", 'await fetch(url, { redirect: "follow" });'],
  ])("catches a planted fault: %s: %s", (path, text) => expect(planted(path, text)).toHaveLength(1));

  it.each([
    ["components/a.tsx", '"use client"; await fetch("/api/me/licences");'],
    ["lib/outside/a.ts", 'await fetch(url, { method: "POST", redirect: "error" });'],
    ["lib/pipeline/decode/bounded-process.ts", 'import { spawn } from "node:child_process";'],
    ["db/door.ts", "line.unsafe(query);"],
    ["server/a.ts", "response.write(text);"],
  ])("lets pass: %s: %s", (path, text) => expect(planted(path, text)).toEqual([]));
});
