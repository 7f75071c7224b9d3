import { describe, expect, it } from "vitest";
import { type CardNode, renderCard } from "./render-card.ts";

const text = (nodes: CardNode[]): string =>
  nodes.map((node) => (typeof node === "string" ? node : text(node.children))).join("");
const tagsOf = (nodes: CardNode[]): string[] =>
  nodes.flatMap((node) => (typeof node === "string" ? [] : [node.tag, ...tagsOf(node.children)]));

describe("a dataset card", () => {
  it("loses its front matter and its title, and keeps the rest", () => {
    const card = '---\nlicense: other\npretty_name: "--- x"\n---\n\n# Calls\n\nWhat is inside.\n\n## How\n\nBy hand.\n';
    expect(tagsOf(renderCard(card))).toEqual(["p", "h2", "p"]);
    expect(text(renderCard(card))).not.toContain("license");
  });

  it("shows tables and code", () => {
    const card = "| a | b |\n|-|-|\n| 1 | `2` |\n\n```python\nprint(1)\n```\n";
    expect(new Set(tagsOf(renderCard(card)))).toEqual(
      new Set(["table", "thead", "tbody", "tr", "th", "td", "code", "pre"]),
    );
    expect(text(renderCard(card))).toContain("print(1)");
  });

  it("links to the web and to nothing else", () => {
    const [paragraph] = renderCard(
      "[a](https://example.org) [b](javascript:alert(1)) [c](//evil.example) [d](LICENSE.txt)",
    );
    const links = (paragraph as { children: CardNode[] }).children.filter((node) => typeof node !== "string");
    expect(links).toEqual([{ tag: "a", href: "https://example.org", children: ["a"] }]);
    expect(text([paragraph!])).toBe("a b c d");
  });

  it.each([
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "![tracker](https://evil.example/x.gif)",
    '<iframe src="https://evil.example"></iframe>',
    '<p style="position:fixed" onclick="alert(1)">x</p>',
    "[x](<data:text/html;base64,PHNjcmlwdD4=>)",
    '<https://example.org/"onmouseover=alert(1)>',
  ])("lets nothing of %s act", (card) => {
    const drawn = JSON.stringify(renderCard(card));
    expect(drawn).not.toMatch(/"tag":"(?:script|img|iframe|svg|style)"|onerror|onclick|data:text|javascript:/);
  });
});
