const literal = (values: unknown): string =>
  Array.isArray(values)
    ? `{${values.map((value) => (value === null ? "null" : `"${String(value).replace(/[\\"]/g, "\\$&")}"`)).join(",")}}`
    : String(values); // drizzle has written it out already
const arrayOf = (oid: number) => ({ to: oid, from: [], serialize: literal, parse: (text: string) => text });

/**
 * postgres.js 3.4.9 looks array types up on every new connection, in a query whose failure nobody hears: a connection that
 * is cut at that moment ends the whole process. So it does not look; the arrays that we send are named here by their oid.
 */
export const namedArrays = {
  fetch_types: false,
  types: { text: arrayOf(1009), bigint: arrayOf(1016), integer: arrayOf(1007) },
};
