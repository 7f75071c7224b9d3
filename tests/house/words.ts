import { parseSync } from "@swc/core";

/** A message that code asks for: its whole key, or a pattern where part of it is computed. */
export interface Use {
  key: string | RegExp;
}

export interface FoundWords {
  /** What a person would see or hear that comes from no language file. */
  literals: string[];
  uses: Use[];
}

// The syntax tree is walked as plain data: a node is anything with a type.
interface Node {
  type: string;
  [field: string]: unknown;
}

const SPOKEN_ATTRIBUTES = new Set(["aria-label", "aria-description", "aria-valuetext", "title", "placeholder", "alt"]);
const SOURCES = new Set(["useTranslations", "getTranslations"]);
/** Two letters in a row are a word; a single one is a key, a unit or a party. */
const WORD = /\p{L}{2}/u;
/** Units and the names of formats are written alike in every language. */
const NOTATION = /\b(?:dB|kHz|Hz|LUFS|UTC|sha256)\b/g;

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string";
}

function children(node: Node): Node[] {
  return Object.values(node).flatMap((value) => {
    if (Array.isArray(value))
      return value.flatMap((item) => (isNode(item) ? [item] : isNode(item?.expression) ? [item.expression] : []));
    return isNode(value) ? [value] : [];
  });
}

/** Every string that an expression can end as: both branches of a choice, the right of && and ||, the text of a template. */
function ends(node: unknown): string[] {
  if (!isNode(node)) return [];
  if (node.type === "StringLiteral") return [String(node.value)];
  if (node.type === "TemplateLiteral") return [quasis(node).join("").replace(/\s+/g, " ")];
  if (node.type === "ConditionalExpression") return [...ends(node.consequent), ...ends(node.alternate)];
  if (node.type === "BinaryExpression" && /^(&&|\|\||\?\?|\+)$/.test(String(node.operator))) {
    return [...(node.operator === "&&" ? [] : ends(node.left)), ...ends(node.right)];
  }
  if (node.type === "ParenthesisExpression" || node.type === "JSXExpressionContainer") return ends(node.expression);
  return [];
}

function quasis(template: Node): string[] {
  return (template.quasis as { cooked?: string; raw?: string }[]).map((quasi) => quasi.cooked ?? quasi.raw ?? "");
}

function attributeName(node: Node): string {
  const name = node.name as Node;
  return String(name.value ?? "");
}

function literalsOf(node: Node): string[] {
  if (node.type === "JSXText") return [String(node.value).replace(/\s+/g, " ").trim()];
  if (node.type === "JSXAttribute") return SPOKEN_ATTRIBUTES.has(attributeName(node)) ? ends(node.value) : [];
  if (node.type === "JSXElement" || node.type === "JSXFragment") {
    return (node.children as Node[]).filter((child) => child.type === "JSXExpressionContainer").flatMap(ends);
  }
  return [];
}

/** The namespace that `useTranslations("ui")` or `await getTranslations({ namespace: "ui" })` is bound to. */
function namespaceOf(init: unknown): string | undefined {
  if (!isNode(init)) return undefined;
  if (init.type === "AwaitExpression") return namespaceOf(init.argument);
  const callee = init.callee;
  if (init.type !== "CallExpression" || !isNode(callee) || !SOURCES.has(String(callee.value))) return undefined;
  const asked = (init.arguments as { expression: Node }[])[0]?.expression;
  if (!asked) return "";
  if (asked.type === "StringLiteral") return String(asked.value);
  if (asked.type !== "ObjectExpression") return undefined;
  const named = (asked.properties as Node[]).find(
    (property) => isNode(property.key) && property.key.value === "namespace",
  );
  return named && isNode(named.value) && named.value.type === "StringLiteral" ? String(named.value.value) : "";
}

function keysOf(asked: Node, namespace: string): Use[] {
  const prefix = namespace ? `${namespace}.` : "";
  if (asked.type === "TemplateLiteral" && (asked.expressions as unknown[]).length > 0) {
    const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    return [{ key: new RegExp(`^${literally(prefix)}${quasis(asked).map(literally).join(".+")}$`) }];
  }
  return ends(asked).map((key) => ({ key: prefix + key }));
}

/** `t("…")` and `t.rich("…")`, when t is bound to a namespace in a scope around them. */
function usesOf(node: Node, scope: ReadonlyMap<string, string>): Use[] {
  if (node.type !== "CallExpression" || !isNode(node.callee)) return [];
  const callee = node.callee.type === "MemberExpression" ? (node.callee.object as Node) : node.callee;
  const namespace = callee.type === "Identifier" ? scope.get(String(callee.value)) : undefined;
  const asked = (node.arguments as { expression: Node }[])[0]?.expression;
  return namespace === undefined || !asked ? [] : keysOf(asked, namespace);
}

function walk(node: Node, scope: Map<string, string>, found: FoundWords): void {
  if (node.type === "VariableDeclarator" && isNode(node.id) && node.id.type === "Identifier") {
    const namespace = namespaceOf(node.init);
    if (namespace !== undefined) scope.set(String(node.id.value), namespace);
  }
  found.literals.push(...literalsOf(node).filter((literal) => WORD.test(literal.replace(NOTATION, ""))));
  found.uses.push(...usesOf(node, scope));
  const inner = /Function|Method/.test(node.type) ? new Map(scope) : scope;
  for (const child of children(node)) walk(child, inner, found);
}

/** Reads one file of TypeScript with JSX. */
export function findWords(code: string): FoundWords {
  const found: FoundWords = { literals: [], uses: [] };
  walk(parseSync(code, { syntax: "typescript", tsx: true }) as unknown as Node, new Map(), found);
  return found;
}

/** Names of the arguments of an ICU message, sorted: "{count, plural, one {# {thing}} …}" has count and thing. */
export function argumentsOf(message: string): string[] {
  const names = new Set<string>();
  const end = text(message, 0, names);
  if (end < message.length) throw new Error(`a brace too many in: ${message}`);
  return [...names].sort();
}

/** Reads text up to the brace that closes it, or to the end. */
function text(message: string, from: number, names: Set<string>): number {
  let at = from;
  while (at < message.length && message[at] !== "}") at = message[at] === "{" ? argument(message, at, names) : at + 1;
  return at;
}

function argument(message: string, open: number, names: Set<string>): number {
  const head = /^\{\s*(\w+)\s*(?:,\s*(\w+)\s*)?/.exec(message.slice(open));
  if (!head?.[1]) throw new Error(`no name after a brace in: ${message}`);
  names.add(head[1]);
  const nested = /^(plural|select|selectordinal)$/.test(head[2] ?? "");
  let at = open + head[0].length;
  while (at < message.length && message[at] !== "}") {
    at = nested && message[at] === "{" ? text(message, at + 1, names) + 1 : at + 1;
  }
  if (at >= message.length) throw new Error(`unclosed brace in: ${message}`);
  return at + 1;
}
