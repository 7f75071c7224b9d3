/** What is no JSON, or more of it than is taken. */
export const notJson = Symbol("not JSON");

const [QUOTE, BACKSLASH] = [0x22, 0x5c];
const OPENS = new Set([0x5b, 0x7b]);
const CLOSES = new Set([0x5d, 0x7d]);

/**
 * Somebody's JSON within bounds. Depth is counted first: JSON.parse keeps some seventy bytes for each bracket that is open,
 * so that 150 MB of them took ten gigabytes and three minutes.
 */
export function readJson(bytes: Uint8Array, most: { bytes: number; depth: number }): unknown {
  if (bytes.length > most.bytes || isDeeper(bytes, most.depth)) return notJson;
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) return notJson;
    throw error;
  }
}

function isDeeper(bytes: Uint8Array, most: number): boolean {
  let depth = 0;
  let inText = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (inText) {
      if (byte === BACKSLASH) at++;
      else if (byte === QUOTE) inText = false;
    } else if (byte === QUOTE) inText = true;
    else if (OPENS.has(byte) && ++depth > most) return true;
    else if (CLOSES.has(byte)) depth--;
  }
  return false;
}
