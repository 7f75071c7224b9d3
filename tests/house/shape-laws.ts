import { linesOf, nodesOf, type Source, type SyntaxNode } from "./sources.ts";

/** One law about the shape of a file: what breaks it, each as `what (line n)` or a plain sentence. */
export interface ShapeLaw {
  name: string;
  /** Which files it is asked of, by path. Where the law ends is part of the law, and there is no list of exceptions. */
  covers(path: string): boolean;
  find(source: Source): string[];
}

const isCode = (path: string) => /\.(?:ts|tsx|mjs|cjs|js)$/.test(path);
const isTest = (path: string) => /^(?:tests|e2e|bench)\//.test(path) || /\.test\.tsx?$/.test(path);
const isConfig = (path: string) => /^[\w.-]+\.config\.\w+$/.test(path);
const isGenerated = ({ path, text }: Source) =>
  /^db\/(?:schema|migrations)\//.test(path) || /^\/[/*]+ ?(?:@generated|Generated\b)/.test(text);
const runsInBrowser = ({ path, text }: Source) => path.startsWith("components/") || /^\s*["']use client["']/.test(text);

const NAMES = /^(?:index|utils?|helpers?|services?|managers?|common)\./;
const LINES = 250;
const FUNCTION_LINES = 80;
const FUNCTIONS = new Set([
  "FunctionDeclaration",
  "FunctionExpression",
  "ArrowFunctionExpression",
  "ClassMethod",
  "PrivateMethod",
  "Constructor",
  "MethodProperty",
]);

/** What a connection is called where there is one. `.begin` of an upload or an animation is none of the door's business. */
const CONNECTION = /^(?:sql|db|tx|raw|line|client|pool|connection|postgres|reads|verbs)$/;

/** As in vitest.config.ts and playwright.config.ts. */
const RUN =
  /^(?:tests\/(?:house|edge|outside|rooms|attacks|catalogue)\/.*\.test\.ts$|(?:app|components|lib|db|server|worker|delivery|passkeys|dev|i18n|messages)\/.*\.test\.tsx?$|e2e\/)/;

/** A law over single nodes of the syntax tree. */
export function overNodes(
  name: string,
  covers: ShapeLaw["covers"],
  breaks: (node: SyntaxNode, source: Source, parent: SyntaxNode | undefined) => string | undefined,
): ShapeLaw {
  return {
    name,
    covers: (path) => isCode(path) && covers(path),
    find: (source) =>
      nodesOf(source).flatMap(({ node, parent }) => {
        const what = breaks(node, source, parent);
        return what === undefined ? [] : [`${what} (line ${linesOf(source, node).first})`];
      }),
  };
}

/** A law over the text, comments included. */
function overText(name: string, covers: ShapeLaw["covers"], pattern: RegExp): ShapeLaw {
  return {
    name,
    covers,
    find: ({ text }) =>
      [...text.matchAll(pattern)].map(
        (match) => `${match[0].trim()} (line ${text.slice(0, match.index).split("\n").length})`,
      ),
  };
}

const directiveOf = (node: SyntaxNode) => {
  const expression = node.type === "ExpressionStatement" ? (node.expression as SyntaxNode) : undefined;
  return expression?.type === "StringLiteral" ? String(expression.value) : undefined;
};

/** `object.name(…)`: its object, name and number of arguments. */
function methodCall(node: SyntaxNode) {
  if (node.type !== "CallExpression") return undefined;
  const callee = node.callee as SyntaxNode & { object?: SyntaxNode; property?: SyntaxNode };
  if (callee.type !== "MemberExpression" || callee.property?.type !== "Identifier") return undefined;
  const args = node.arguments as { expression: SyntaxNode }[];
  return { object: nameOf(callee.object), name: String(callee.property.value), args };
}

/** What an object is called where it is used: `sql` in `sql.begin()` and in `this.sql.begin()`, nothing in `this.begin()`. */
function nameOf(object: SyntaxNode | undefined): string {
  const named = object?.type === "MemberExpression" ? (object.property as SyntaxNode) : object;
  return named?.type === "Identifier" ? String(named.value) : "";
}

const statementsOf = (body: unknown) => (body as { stmts?: unknown[] } | undefined)?.stmts;

/** `() => {}` and the like: takes an error and leaves no trace of it. */
function swallows(handler: SyntaxNode | undefined): boolean {
  if (!handler || !FUNCTIONS.has(handler.type)) return false;
  const body = handler.body as SyntaxNode;
  return (
    statementsOf(body)?.length === 0 ||
    body.type === "NullLiteral" ||
    (body.type === "Identifier" && body.value === "undefined")
  );
}

function isEnvironment(node: SyntaxNode): boolean {
  if (node.type === "MemberExpression") {
    const { object, property } = node as SyntaxNode & { object: SyntaxNode; property: SyntaxNode };
    const name = property.type === "Computed" ? (property.expression as SyntaxNode).value : property.value;
    return object.value === "process" && name === "env";
  }
  if (node.type === "ImportDeclaration") {
    const from = (node.source as SyntaxNode).value;
    const names = (node.specifiers as { imported?: { value: string } | null; local: { value: string } }[]).map(
      (one) => one.imported?.value ?? one.local.value,
    );
    return (from === "process" || from === "node:process") && names.includes("env");
  }
  const init = node.type === "VariableDeclarator" ? (node.init as SyntaxNode | null) : null;
  return init?.value === "process" && (node.id as SyntaxNode).type === "ObjectPattern";
}

const words = (...halves: [string, string][]) => halves.map(([a, b]) => a + b).join("|"); // or this file would break its own law

export const shapeLaws: readonly ShapeLaw[] = [
  {
    name: "a file is named after what it is",
    covers: isCode,
    find: ({ path }) => (NAMES.test(path.split("/").pop() ?? "") ? [path] : []),
  },
  overNodes(
    "Server Actions live in app/**/actions.ts",
    (path) => !/^app\/(?:.*\/)?actions\.ts$/.test(path),
    (node) => (directiveOf(node) === "use server" ? "a Server Action" : undefined),
  ),
  overNodes(
    "nothing is cached inside React yet",
    () => true,
    (node) => (directiveOf(node)?.startsWith("use cache") ? "a cached function" : undefined),
  ),
  overNodes(
    "lib/env.ts alone reads the environment",
    (path) => path !== "lib/env.ts" && !path.startsWith("dev/") && !isTest(path) && !isConfig(path),
    (node) => (isEnvironment(node) ? "reads the environment" : undefined),
  ),
  overNodes(
    "a query names its columns",
    () => true,
    (node, source) => {
      const call = methodCall(node);
      return call?.name === "select" && call.args.length === 0 && !runsInBrowser(source)
        ? "select() without columns"
        : undefined;
    },
  ),
  overNodes(
    "transactions belong to the door",
    (path) => !/^db\/(?:migrate|lines)\.ts$/.test(path) && !path.startsWith("dev/") && !isTest(path),
    (node, source) => {
      const call = methodCall(node);
      const opens = call && CONNECTION.test(call.object) && /^(?:begin|reserve|transaction)$/.test(call.name);
      return opens && !runsInBrowser(source) ? `.${call.name}(` : undefined;
    },
  ),
  overNodes(
    "one file opens the door in web",
    (path) => !/^(?:lib\/the-door\.ts$|db\/|worker\/|delivery\/|passkeys\/|dev\/)/.test(path) && !isTest(path),
    (node) => {
      const isOpener = node.type === "Identifier" && /^open(?:Door|Lines)$/.test(String(node.value));
      return isOpener ? String(node.value) : undefined;
    },
  ),
  {
    name: `a file has at most ${LINES} lines`,
    covers: isCode,
    find: (source) => {
      const lines = source.text.trimEnd().split("\n").length;
      return lines > LINES && !isGenerated(source) ? [`${lines} lines`] : [];
    },
  },
  overNodes(
    `a function has at most ${FUNCTION_LINES} lines`,
    () => true,
    (node, source, parent) => {
      if (!FUNCTIONS.has(node.type) || isGenerated(source)) return undefined;
      const lines = linesOf(source, node).count;
      return lines > FUNCTION_LINES && !isStory(parent) ? `${lines} lines` : undefined;
    },
  ),
  overNodes(
    "no error is swallowed",
    () => true,
    (node) => {
      if (node.type === "CatchClause") return statementsOf(node.body)?.length === 0 ? "an empty catch" : undefined;
      const call = methodCall(node);
      const handler = call?.name === "catch" ? call.args[0] : call?.name === "then" ? call.args[1] : undefined;
      return swallows(handler?.expression) ? "a catch that leaves no trace" : undefined;
    },
  ),
  overNodes(
    "every type is known",
    () => true,
    (node) => (node.type === "TsKeywordType" && node.kind === "any" ? "any" : undefined),
  ),
  {
    name: "a test is in a folder that is run",
    covers: (path) => /\.(?:test|spec)\.[mc]?[jt]sx?$/.test(path),
    find: ({ path }) => (RUN.test(path) ? [] : [path]),
  },
  overText(
    "no check is switched off",
    isCode,
    new RegExp(
      `(?:${words(["@ts-", "ignore"], ["@ts-", "nocheck"], ["biome-", "ignore"], ["eslint-", "disable"])})`,
      "g",
    ),
  ),
  overText(
    "nothing is left for later",
    isCode,
    new RegExp(`\\b(?:${words(["TO", "DO"], ["FIX", "ME"], ["HA", "CK"])})\\b`, "g"),
  ),
  overText(
    "no file knows the machine it was written on",
    (path) =>
      /\.(?:ts|tsx|mjs|cjs|js|json|md|sql|css|yml|yaml|sh|svg|html)$/.test(path) && path !== "package-lock.json",
    /(?:^|["'`\s(=:])\/(?:work|home|Users|root)\/[\w.-]+/gm,
  ),
];

/** A `describe` is a chapter, not a function. */
const isStory = (parent: SyntaxNode | undefined): boolean => {
  if (parent?.type !== "CallExpression") return false;
  const callee = parent.callee as SyntaxNode & { object?: SyntaxNode; callee?: SyntaxNode };
  return [callee.value, callee.object?.value].includes("describe");
};

export const brokenBy = (law: ShapeLaw, sources: readonly Source[]) =>
  sources
    .filter(({ path }) => law.covers(path))
    .flatMap((source) => law.find(source).map((what) => `${source.path}: ${what}`));
