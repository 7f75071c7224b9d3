/** A form of ours has a dozen fields; the composer's names a thousand clips. */
const FIELDS = 2_000;
/** Nobody types these: a database refuses the first, a terminal obeys the second, a reader is misled by the third. */
const UNTYPED = /(?![\n\r\t])[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/**
 * The text fields of a form in their order, without files and without Next's own; undefined where there are too many, or
 * no form: who calls an action by hand sends what they like.
 */
export function textsOf(form: unknown): [name: string, value: string][] | undefined {
  if (!(form instanceof FormData)) return undefined;
  const texts: [string, string][] = [];
  for (const [name, value] of form) {
    if (typeof value !== "string" || name.startsWith("$ACTION")) continue;
    if (texts.length === FIELDS) return undefined;
    texts.push([name, value.replace(UNTYPED, "")]);
  }
  return texts;
}

/**
 * What the schema then checks: a checkbox is true or false, `name[]` collects, the rest is text. A Map in between, since a
 * form may well have a field that is called `__proto__` or `constructor[]`.
 */
export function shapeOf(texts: readonly [name: string, value: string][]): Record<string, unknown> {
  const shape = new Map<string, string | boolean | string[]>();
  for (const [name, value] of texts) {
    if (!name.endsWith("[]")) {
      shape.set(name, value === "on" ? true : value);
      continue;
    }
    const before = shape.get(name.slice(0, -2));
    if (Array.isArray(before)) before.push(value);
    else shape.set(name.slice(0, -2), [value]);
  }
  return Object.fromEntries(shape);
}
