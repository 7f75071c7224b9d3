import { createElement, type ReactNode } from "react";
import type { CardNode, CardTag } from "@/lib/catalog/render-card";

/** The card stands below a heading of the page, so its own are one deeper. */
const DEEPER: Partial<Record<CardTag, string>> = { h1: "h3", h2: "h3", h3: "h4", h4: "h5", h5: "h6" };
const LOOK: Partial<Record<CardTag, string>> = {
  h1: "display d20 mt-5",
  h2: "display d20 mt-5",
  h3: "mt-3",
  table: "ledger still my-2",
  pre: "code my-2",
  code: "mono wrap-anywhere",
  th: "pr-4",
  td: "wrap-anywhere",
};

/** Draws a card's tree, as elements and never as HTML. */
export function CardText({ nodes }: { nodes: CardNode[] }) {
  return <div className="prose text-14! max-w-[84ch]!">{nodes.map(draw)}</div>;
}

function draw(node: CardNode, place: number): ReactNode {
  if (typeof node === "string") return node.trim() === "" ? null : node;
  const { tag, href, children } = node;
  const inside = tag === "br" || tag === "hr" ? [] : children.map(tag === "pre" || tag === "code" ? asIs : drawInline);
  const look = LOOK[tag];
  const link = tag === "a" && { href, rel: "nofollow noopener" };
  return createElement(DEEPER[tag] ?? tag, { key: place, ...(look && { className: look }), ...link }, ...inside);
}

/** Spaces between words count, those between blocks do not. */
const drawInline = (node: CardNode, place: number): ReactNode =>
  typeof node === "string" ? (node === "\n" ? null : node) : draw(node, place);
const asIs = (node: CardNode, place: number): ReactNode => (typeof node === "string" ? node : draw(node, place));
