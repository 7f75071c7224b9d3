// PostgreSQL prints a policy's condition with every part in parentheses of its own; so it can be taken apart without a parser.

/** Cuts at a word between the parts, where no parenthesis and no quotation is open. */
function cut(text: string, word: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === "'") quoted = !quoted;
    if (quoted) continue;
    if (c === "(") depth++;
    if (c === ")") depth--;
    if (depth === 0 && text.startsWith(word, i)) {
      parts.push(text.slice(from, i));
      from = i + word.length;
    }
  }
  return [...parts, text.slice(from)];
}

const bare = (text: string): string | undefined => {
  const t = text.trim();
  if (!t.startsWith("(") || !t.endsWith(")")) return undefined;
  let depth = 0;
  for (let i = 0; i < t.length; i++) {
    if (t[i] === "(") depth++;
    if (t[i] === ")" && --depth === 0 && i < t.length - 1) return undefined;
  }
  return t.slice(1, -1);
};

export type Weaker = { without: string; left: string };

/** Every condition that is this one with one requirement left out: of an `and`, at any depth, in subqueries too. */
export function weakened(text: string): Weaker[] {
  const inside = bare(text);
  if (inside !== undefined) return weakened(inside).map(({ without, left }) => ({ without, left: `(${left})` }));
  for (const word of [" OR ", " AND "]) {
    const parts = cut(text, word);
    if (parts.length === 1) continue;
    return parts.flatMap((part, i) => {
      const put = (left: string[]) => [...parts.slice(0, i), ...left, ...parts.slice(i + 1)].join(word);
      const deeper = weakened(part).map(({ without, left }) => ({ without, left: put([left]) }));
      return word === " AND " ? [{ without: part.trim(), left: put([]) }, ...deeper] : deeper;
    });
  }
  const where = text.indexOf(" WHERE (");
  if (where < 0) return [];
  const start = where + " WHERE ".length;
  let depth = 0;
  let end = start;
  do {
    if (text[end] === "(") depth++;
    if (text[end] === ")") depth--;
    end++;
  } while (depth > 0);
  return weakened(text.slice(start, end)).map(({ without, left }) => ({
    without,
    left: text.slice(0, start) + left + text.slice(end),
  }));
}
