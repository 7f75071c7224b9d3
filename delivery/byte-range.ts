export type Asked = { kind: "whole" } | { kind: "part"; start: number; end: number } | { kind: "unsatisfiable" };

/**
 * What a Range header asks of an object of that many bytes. One range is served; several, or another unit, get the whole, as
 * HTTP allows; a range outside the object is unsatisfiable. An empty object has no ranges, and clients expect 200 for it.
 */
export function byteRange(header: string | undefined, bytes: number): Asked {
  const parts = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "");
  if (!parts || bytes === 0 || (parts[1] === "" && parts[2] === "")) return { kind: "whole" };
  const [, from, to] = parts as unknown as [string, string, string];
  if (from === "") {
    const last = Number(to);
    return last === 0 ? { kind: "unsatisfiable" } : { kind: "part", start: Math.max(0, bytes - last), end: bytes - 1 };
  }
  const start = Number(from);
  const end = to === "" ? bytes - 1 : Math.min(Number(to), bytes - 1);
  if (to !== "" && Number(to) < start) return { kind: "whole" }; // not a valid range: ignored
  return start >= bytes ? { kind: "unsatisfiable" } : { kind: "part", start, end };
}
