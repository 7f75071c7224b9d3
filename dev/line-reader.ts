const longestLineCharacters = 50_000;

/** The lines of a stream, in batches as they arrive, without their ends (\n or \r\n). Throws when one is too long to hold. */
export async function* lineReader(stream: AsyncIterable<Uint8Array>): AsyncGenerator<string[]> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of stream) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    if ([rest, ...lines].some(({ length }) => length > longestLineCharacters))
      throw new Error(`A line is longer than ${longestLineCharacters} characters.`);
    if (lines.length > 0) yield lines.map((line) => line.replace(/\r$/, ""));
  }
  rest += decoder.decode();
  if (rest !== "") yield [rest.replace(/\r$/, "")];
}
