import type { Find } from "./kinds.ts";

/** Web addresses and handles, which lead to a person's page. */
export function findLinks(text: string): Find[] {
  const pattern = /(?:https?:\/\/|www\.)\S{1,300}|(?<![\p{L}\d.])@[\p{L}\d_.]{3,40}/giu;
  return [...text.matchAll(pattern)].map((match) => ({
    from: match.index,
    to: match.index + match[0].replace(/[.,;:!?]+$/, "").length,
    kind: "LINK",
    score: 0.9,
  }));
}
