import rehypeSanitize, { type Options } from "rehype-sanitize";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";

const tags = [
  ...["h1", "h2", "h3", "h4", "h5", "h6", "p", "a", "ul", "ol", "li", "blockquote", "pre", "code", "em", "strong"],
  ...["del", "br", "hr", "table", "thead", "tbody", "tr", "th", "td"],
] as const;
export type CardTag = (typeof tags)[number];

/** A card as a closed tree: what a page may draw, and nothing that it would have to trust. */
export type CardNode = string | { tag: CardTag; href?: string; children: CardNode[] };

/** No images (they would tell a third party who reads), no classes, no ids; links to the web alone. */
const allowed: Options = {
  tagNames: [...tags],
  attributes: { a: ["href"] },
  protocols: { href: ["http", "https"] },
  strip: ["script", "style"],
};
const reader = unified().use(remarkParse).use(remarkGfm).use(remarkRehype).use(rehypeSanitize, allowed);

/** The Markdown of a dataset card, without its YAML front matter and without its title, which the page has said. */
export function renderCard(markdown: string): CardNode[] {
  const { children } = reader.runSync(reader.parse(withoutFrontMatter(markdown)));
  const nodes = children.flatMap(cardNode);
  const title = nodes.findIndex((node) => typeof node !== "string" && node.tag === "h1");
  return nodes.filter((_, place) => place !== title);
}

function withoutFrontMatter(markdown: string): string {
  return markdown.replace(/^---\r?\n[\s\S]*?\r?\n---\r?\n/, "");
}

type Element = { type: "element"; tagName: string; properties: Record<string, unknown>; children: Node[] };
type Node = Element | { type: "text"; value: string } | { type: "comment" | "doctype" | "raw" | "root" };

function cardNode(node: unknown): CardNode[] {
  const read = node as Node;
  if (read.type === "text") return [read.value];
  if (read.type !== "element") return [];
  const { href } = read.properties;
  const children = read.children.flatMap(cardNode);
  // A link inside the repository leads nowhere from a page: its words stay.
  if (read.tagName === "a" && !/^https?:\/\//.test(String(href))) return children;
  return [{ tag: read.tagName as CardTag, ...(typeof href === "string" && { href }), children }];
}
