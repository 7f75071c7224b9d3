import { nodesOf, type Source, type SyntaxNode } from "./sources.ts";

export type FoundRegex = { path: string; pattern: string; flags: string };

/** Every regular expression of a file: literals, and `new RegExp(…)` of strings and templates whose parts are constants of the file. */
export function regexesOf(source: Source): { found: FoundRegex[]; unread: string[] } {
  const nodes = nodesOf(source).map(({ node }) => node);
  const constants = constantsOf(nodes);
  const found: FoundRegex[] = [];
  const unread: string[] = [];
  for (const node of nodes) {
    if (node.type === "RegExpLiteral")
      found.push({ path: source.path, pattern: String(node.pattern), flags: String(node.flags) });
    if (!isConstructor(node)) continue;
    const [pattern, flags] = (node.arguments as { expression: SyntaxNode }[]).map((one) => one.expression);
    const read = textOf(pattern, constants);
    if (read === undefined) unread.push(`${source.path}: a pattern that is put together at run time`);
    else found.push({ path: source.path, pattern: read, flags: textOf(flags, constants) ?? "" });
  }
  return { found, unread };
}

const isConstructor = (node: SyntaxNode) =>
  (node.type === "NewExpression" || node.type === "CallExpression") &&
  (node.callee as SyntaxNode).type === "Identifier" &&
  (node.callee as SyntaxNode).value === "RegExp";

/** `const name = "…"` or a regular expression, wherever it stands in the file. */
function constantsOf(nodes: readonly SyntaxNode[]): Map<string, SyntaxNode> {
  const constants = new Map<string, SyntaxNode>();
  for (const node of nodes) {
    const id = node.type === "VariableDeclarator" ? (node.id as SyntaxNode) : undefined;
    if (id?.type === "Identifier" && node.init) constants.set(String(id.value), node.init as SyntaxNode);
  }
  return constants;
}

/** What is only known at run time is taken for a plain word: the repeats around it are on the page. */
const UNKNOWN = "word";

/** What an expression is as text, where that can be read off the page. */
function textOf(node: SyntaxNode | undefined, constants: ReadonlyMap<string, SyntaxNode>): string | undefined {
  switch (node?.type) {
    case "StringLiteral":
    case "NumericLiteral":
      return String(node.value);
    case "RegExpLiteral":
      return String(node.pattern);
    case "Identifier":
      return textOf(constants.get(String(node.value)), constants);
    case "MemberExpression": {
      const { object, property } = node as SyntaxNode & { object: SyntaxNode; property: SyntaxNode };
      return property.value === "source" ? textOf(object, constants) : undefined;
    }
    case "TaggedTemplateExpression":
      return joined(node.template as SyntaxNode, constants, "raw");
    case "TemplateLiteral":
      return joined(node, constants, "cooked");
    default:
      return undefined;
  }
}

function joined(template: SyntaxNode, constants: ReadonlyMap<string, SyntaxNode>, form: "raw" | "cooked") {
  const quasis = template.quasis as { raw: string; cooked: string }[];
  const parts = (template.expressions as SyntaxNode[]).map((one) => textOf(one, constants) ?? UNKNOWN);
  return quasis.map((quasi, place) => quasi[form] + (parts[place] ?? "")).join("");
}
