const chunkCharacters = 64_000;

/** One JSON value a line, in UTF-8 chunks of about 64 kB. */
export function* jsonLines<T>(items: Iterable<T>, lineOf: (item: T) => unknown): Generator<Buffer> {
  let text = "";
  for (const item of items) {
    text += `${JSON.stringify(lineOf(item))}\n`;
    if (text.length < chunkCharacters) continue;
    yield Buffer.from(text);
    text = "";
  }
  if (text) yield Buffer.from(text);
}
