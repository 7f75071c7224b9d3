/** First, last, and two on each side of the current one: never more than nine numbers. */
export function shownPages(page: number, pages: number): (number | "gap")[] {
  const near = new Set([1, pages]);
  for (let at = page - 2; at <= page + 2; at += 1) if (at >= 1 && at <= pages) near.add(at);
  const shown: (number | "gap")[] = [];
  let before = 0;
  for (const at of [...near].sort((one, other) => one - other)) {
    if (at - before > 1) shown.push("gap");
    shown.push(at);
    before = at;
  }
  return shown;
}
