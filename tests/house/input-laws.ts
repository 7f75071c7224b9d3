import { overNodes, type ShapeLaw } from "./shape-laws.ts";
import { nodesOf, type Source, type SyntaxNode } from "./sources.ts";

const ACTIONS = /^app\/(?:.*\/)?actions\.ts$/;
const ENTRIES =
  /^(?:app\/(?:.*\/)?(?:actions|page|route|csv-answer|[\w-]+-filter)\.tsx?$|lib\/(?:.*\/)?input\.ts$|lib\/period\.ts$|worker\/)/;
const ADDRESSES = /^app\/(?:.*\/)?(?:page|layout|route|template|default)\.tsx?$/;
const READS = new Set(["parse", "safeParse"]);
/** How a function that takes any string says what it takes: by a schema, a pattern, or a cut. */
const NARROWS = /\.(?:safeParse|parse|test|slice)\(/;

const parentsOf = (source: Source) => new Map(nodesOf(source).map(({ node, parent }) => [node, parent]));

/** `x.y(…)`: its last name. */
function methodOf(node: SyntaxNode | undefined): string | undefined {
  const callee = node?.type === "CallExpression" ? (node.callee as SyntaxNode) : undefined;
  return callee?.type === "MemberExpression" ? String((callee.property as SyntaxNode).value) : undefined;
}

/** The methods that are called one after the other on what this call gives: max and trim for `z.string().max(9).trim()`. */
function chainOn(node: SyntaxNode, parents: ReadonlyMap<SyntaxNode, SyntaxNode | undefined>): SyntaxNode[] {
  const member = parents.get(node);
  const call = member && parents.get(member);
  const isNext = member?.type === "MemberExpression" && call?.type === "CallExpression" && call.callee === member;
  return isNext ? [call, ...chainOn(call, parents)] : [];
}

/** `z.string()` and `z.coerce.string()`. */
function zodKind(node: SyntaxNode): string | undefined {
  const callee = node.type === "CallExpression" ? (node.callee as SyntaxNode) : undefined;
  if (callee?.type !== "MemberExpression") return undefined;
  const object = callee.object as SyntaxNode & { object?: SyntaxNode; property?: SyntaxNode };
  const isZod = object.value === "z" || (object.object?.value === "z" && object.property?.value === "coerce");
  return isZod ? String((callee.property as SyntaxNode).value) : undefined;
}

/** `.regex(/^…$/)` without a repeat that has no end bounds the length as well as `.max` does. */
function isBoundedPattern(call: SyntaxNode): boolean {
  const [argument] = call.arguments as { expression: SyntaxNode }[];
  const pattern = argument?.expression.type === "RegExpLiteral" ? String(argument.expression.pattern) : "";
  return methodOf(call) === "regex" && /^\^.*\$$/.test(pattern) && !/[*+]|,\}/.test(pattern.replace(/\\./g, ""));
}

/** What is missing in one schema, in words. */
function unbounded(node: SyntaxNode, parents: ReadonlyMap<SyntaxNode, SyntaxNode | undefined>): string | undefined {
  const kind = zodKind(node);
  if (!kind) return undefined;
  const chain = chainOn(node, parents);
  const has = (...names: string[]) => chain.some((call) => names.includes(methodOf(call) ?? ""));
  if (kind === "string" && !has("max", "length") && !chain.some(isBoundedPattern)) return "z.string() without max";
  if ((kind === "email" || kind === "url") && !has("max")) return `z.${kind}() without max`;
  if (kind === "array" && !has("max", "length")) return "z.array() without max";
  if ((kind === "number" || kind === "date" || kind === "bigint") && !(has("max") && has("min"))) {
    return `z.${kind}() without min and max`;
  }
  if (kind === "any" || kind === "unknown" || kind === "looseObject") return `z.${kind}()`;
  if (kind === "object" && !everyPropertyCatches(node) && !isPipedInto(node, parents))
    return "z.object() that drops what it does not know";
  return has("passthrough", "loose", "catchall") ? "an object with anything in it" : undefined;
}

/** `.pipe(z.object(…))` looks at what another schema has let through. */
const isPipedInto = (node: SyntaxNode, parents: ReadonlyMap<SyntaxNode, SyntaxNode | undefined>) =>
  methodOf(parents.get(node)) === "pipe";

/** What an address asks for may be dropped, property by property; what a form says may not. */
function everyPropertyCatches(node: SyntaxNode): boolean {
  const [argument] = node.arguments as { expression: SyntaxNode }[];
  if (argument?.expression.type !== "ObjectExpression") return false;
  const properties = argument.expression.properties as SyntaxNode[];
  return properties.every((property) => methodOf(property.value as SyntaxNode) === "catch");
}

const exportedActions: ShapeLaw = {
  name: "a Server Action is made by formAction",
  covers: (path) => ACTIONS.test(path),
  find: (source) => {
    const nodes = nodesOf(source).map(({ node }) => node);
    const isOurs = nodes.some(
      (node) => node.type === "ImportDeclaration" && (node.source as SyntaxNode).value === "@/app/action",
    );
    const broken = nodes.filter((node) => /^Export/.test(node.type)).flatMap((node) => exportFault(node) ?? []);
    return [...(isOurs ? [] : ["formAction is not that of app/action.ts"]), ...broken];
  },
};

function exportFault(node: SyntaxNode): string | undefined {
  const declared = node.type === "ExportDeclaration" ? (node.declaration as SyntaxNode) : undefined;
  if (declared && /^Ts(?:TypeAlias|Interface)/.test(declared.type)) return undefined;
  if (node.type === "ExportSpecifier" || node.typeOnly === true) return undefined;
  if (declared?.type !== "VariableDeclaration") return "an export that is no formAction";
  const isMade = (declared.declarations as { init?: SyntaxNode }[]).every(
    ({ init }) => init?.type === "CallExpression" && (init.callee as SyntaxNode).value === "formAction",
  );
  return isMade ? undefined : "an export that is no formAction";
}

const MARKUP = /^(?:dangerouslySetInnerHTML|innerHTML|outerHTML|insertAdjacentHTML|srcDoc|createContextualFragment)$/;

/** The laws of one file each. */
export const inputLaws: readonly ShapeLaw[] = [
  exportedActions,
  overNodes(
    "nothing is drawn from a string of HTML, nothing run from a string of code",
    (path) => /^(?:app|components|lib|i18n)\//.test(path) && !/\.test\.tsx?$/.test(path),
    (node) => {
      const name = node.type === "Identifier" ? String(node.value) : "";
      if (MARKUP.test(name)) return name;
      const callee = /^(?:Call|New)Expression$/.test(node.type) ? String((node.callee as SyntaxNode).value) : "";
      return callee === "eval" || callee === "Function" ? callee : undefined;
    },
  ),
  {
    name: "what comes in has an end",
    covers: (path) => ENTRIES.test(path),
    find: (source) => {
      const parents = parentsOf(source);
      const law = overNodes(
        "",
        () => true,
        (node) => unbounded(node, parents),
      );
      return law.find(source);
    },
  },
];

/** What an address says and nobody reads through a schema or a function that narrows it, each as `path: name`. */
export function unreadAddresses(sources: readonly Source[]): string[] {
  const texts = new Map(sources.map(({ path, text }) => [path, text]));
  return sources
    .filter(({ path }) => ADDRESSES.test(path) || path === "app/csv-answer.ts")
    .flatMap((source) => unreadIn(source, texts).map((name) => `${source.path}: ${name}`));
}

function unreadIn(source: Source, texts: ReadonlyMap<string, string>): string[] {
  const nodes = nodesOf(source).map(({ node }) => node);
  const parents = parentsOf(source);
  const narrows = narrowCalls(source, nodes, texts);
  const isRead = (node: SyntaxNode): boolean => {
    for (let up: SyntaxNode | undefined = node; up; up = parents.get(up)) if (narrows(up)) return true;
    return false;
  };
  const isReadByName = (name: string) =>
    nodes.some(
      (node) => node.type === "Identifier" && node.value === name && isArgument(node, parents) && isRead(node),
    );
  return nodes.flatMap((node) => {
    if (isBody(node)) return isRead(node) ? [] : ["a body"];
    if (!isAddress(node)) return [];
    if (isRead(node) || isCompared(node, parents)) return [];
    return namesFrom(node, parents).filter((name) => !isReadByName(name));
  });
}

const ADDRESS_NAMES = new Set(["params", "searchParams"]);
const nameOf = (node: SyntaxNode) =>
  String((node.type === "MemberExpression" ? (node.property as SyntaxNode) : node).value);

/** `await params`, `await context.params`, `await searchParams`, `new URL(…).searchParams`. */
const isAddress = (node: SyntaxNode) =>
  (node.type === "AwaitExpression" && ADDRESS_NAMES.has(nameOf(node.argument as SyntaxNode))) ||
  (node.type === "MemberExpression" && nameOf(node) === "searchParams");

const isBody = (node: SyntaxNode) =>
  ["json", "formData", "text", "arrayBuffer"].includes(methodOf(node) ?? "") &&
  /^(?:request|req)$/.test(String(((node.callee as SyntaxNode).object as SyntaxNode).value));

const isArgument = (node: SyntaxNode, parents: ReadonlyMap<SyntaxNode, SyntaxNode | undefined>) => {
  const parent = parents.get(node);
  const whole = parent?.type === "MemberExpression" && parent.object === node ? parents.get(parent) : parent;
  return whole?.type === "CallExpression" && whole.callee !== node && whole.callee !== parent;
};

/** `(await searchParams).files === "all"` leaves nothing but a yes or a no. */
function isCompared(node: SyntaxNode, parents: ReadonlyMap<SyntaxNode, SyntaxNode | undefined>): boolean {
  let up = parents.get(node);
  while (up && /^(?:ParenthesisExpression|MemberExpression)$/.test(up.type)) up = parents.get(up);
  return up?.type === "BinaryExpression" && (up.right as SyntaxNode).type === "StringLiteral";
}

/** The names that the parts of an address are given; the locale is narrowed by its own layout. */
function namesFrom(node: SyntaxNode, parents: ReadonlyMap<SyntaxNode, SyntaxNode | undefined>): string[] {
  const parent = parents.get(node);
  const id = parent?.type === "VariableDeclarator" ? (parent.id as SyntaxNode) : undefined;
  if (id?.type === "Identifier") return [String(id.value)];
  if (id?.type !== "ObjectPattern") return ["an address that is used as it is"];
  return (id.properties as (SyntaxNode & { key: SyntaxNode; value?: SyntaxNode })[])
    .filter(({ key }) => key.value !== "locale")
    .map(({ key, value }) => String((value?.type === "Identifier" ? value : key).value));
}

/** Whether a node is a call that reads or narrows its arguments. */
function narrowCalls(source: Source, nodes: readonly SyntaxNode[], texts: ReadonlyMap<string, string>) {
  const files = new Map<string, string>();
  for (const node of nodes.filter(({ type }) => type === "ImportDeclaration")) {
    const from = String((node.source as SyntaxNode).value).replace("@/", "");
    for (const one of node.specifiers as { local: { value: string } }[]) files.set(one.local.value, from);
  }
  return (node: SyntaxNode): boolean => {
    if (node.type !== "CallExpression") return false;
    const method = methodOf(node);
    if (method) return READS.has(method) || method === "test";
    const name = String((node.callee as SyntaxNode).value);
    const from = files.get(name);
    if (from === undefined) return new RegExp(`(?:const|function) ${name}\\b[^;]*?${NARROWS.source}`).test(source.text);
    return ["", ".ts", ".tsx"].some((ending) => NARROWS.test(texts.get(from + ending) ?? ""));
  };
}
