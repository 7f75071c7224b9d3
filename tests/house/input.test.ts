import { describe, expect, it } from "vitest";
import { inputLaws, unreadAddresses } from "./input-laws.ts";
import { brokenBy } from "./shape-laws.ts";
import { type Source, sourcesEndingIn } from "./sources.ts";

const sources = sourcesEndingIn([".ts", ".tsx"]);
type Plant = [path: string, text: string];
const action = (text: string): Plant => [
  "app/(desk)/orders/actions.ts",
  `"use server"; import { formAction } from "@/app/action"; ${text}`,
];
const entry = (text: string): Plant => ["lib/orders/input.ts", `import { z } from "zod"; export const a = ${text};`];

const plants: Record<string, { broken: Plant[]; kept: Plant[] }> = {
  "a Server Action is made by formAction": {
    broken: [
      action("export async function pay(form: FormData) { await x(form); }"),
      action("export const pay = async (form: FormData) => x(form);"),
      action("export default formAction(schema, work);"),
      action("const pay = async () => 1; export { pay };"),
      action('export { pay } from "./pay";'),
      action("export const pay = wrap(formAction(schema, work));"),
      ["app/actions.ts", '"use server"; import { formAction } from "./mine"; export const a = formAction(b, c);'],
    ],
    kept: [
      action("export const pay = formAction(schema, async (me, input) => x(me, input));"),
      action("const schema = z.strictObject({}); export type Paid = string; export const pay = formAction(schema, x);"),
    ],
  },
  "nothing is drawn from a string of HTML, nothing run from a string of code": {
    broken: [
      ["app/a.tsx", "export const A = () => <p dangerouslySetInnerHTML={{ __html: title }} />;"],
      ["components/a.ts", "box.innerHTML = title;"],
      ["components/a.ts", "box.insertAdjacentHTML('beforeend', title);"],
      ["lib/a.ts", "eval(title);"],
      ["lib/a.ts", "const f = new Function(title);"],
    ],
    kept: [["app/a.tsx", "export const A = () => <p>{title}</p>; // innerHTML"]],
  },
  "what comes in has an end": {
    broken: [
      "z.string()",
      "z.string().trim().min(3)",
      "z.string().regex(/^[a-z]+$/)",
      "z.string().regex(/[a-z]{2}/)",
      "z.email()",
      "z.url()",
      "z.array(z.uuid())",
      "z.array(z.uuid()).min(1)",
      "z.number().min(0)",
      "z.coerce.number().int()",
      "z.coerce.date()",
      "z.any()",
      "z.unknown()",
      "z.object({ a: z.uuid() })",
      "z.looseObject({ a: z.uuid() })",
      "z.strictObject({ a: z.uuid() }).passthrough()",
    ].map(entry),
    kept: [
      "z.string().trim().min(3).max(90)",
      "z.string().regex(/^[A-Z]{2}$/)",
      "z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/).max(60)",
      "z.email().max(254)",
      "z.array(z.uuid()).min(1).max(1_000)",
      "z.coerce.number().int().min(1).max(9).catch(1)",
      "z.coerce.date().min(a).max(b)",
      "z.object({ q: z.string().max(9).catch(''), page: z.coerce.number().min(1).max(9).catch(1) })",
      "z.strictObject({ a: z.string().max(9) }).transform(f).pipe(z.object({ a: z.e164() }))",
      "z.strictObject({ a: z.uuid(), b: z.enum(['x']), c: z.literal(true), d: z.boolean() })",
    ].map(entry),
  },
};

describe("what comes in", () => {
  it("has a planted breach for every law", () =>
    expect(Object.keys(plants).sort()).toEqual(inputLaws.map(({ name }) => name).sort()));

  describe.each(inputLaws.map((law) => [law.name, law] as const))("%s", (name, law) => {
    it("in the house", () => {
      expect(sources.filter(({ path }) => law.covers(path)).length).toBeGreaterThan(8);
      expect(brokenBy(law, sources)).toEqual([]);
    });
    it("and a breach is seen, however it is put", () => {
      for (const [path, text] of plants[name]!.broken)
        expect(brokenBy(law, [{ path, text }]).length, text).toBeGreaterThan(0);
    });
    it("and what only looks like one is left alone", () => {
      for (const [path, text] of plants[name]!.kept) expect(brokenBy(law, [{ path, text }]), text).toEqual([]);
    });
  });
});

describe("what an address says", () => {
  const narrow: Source = { path: "app/narrow.ts", text: "export const narrow = (id) => schema.safeParse(id);" };
  const wide: Source = { path: "app/wide.ts", text: "export const wide = (id) => query(id);" };
  const page = (body: string): Source[] => [
    narrow,
    wide,
    {
      path: "app/(desk)/[id]/page.tsx",
      text: `import { narrow } from "@/app/narrow"; import { wide } from "@/app/wide";
        export default async function Page({ params, searchParams }) { ${body} }`,
    },
  ];
  const route = (body: string): Source[] => [
    { path: "app/api/a/route.ts", text: `export async function POST(request, context) { ${body} }` },
  ];

  it("is read through a schema or a function that narrows it, in the house", () => {
    expect(unreadAddresses(sources)).toEqual([]);
  });

  it.each([
    ["const { id } = await params; return query(id);"],
    ["const { id: found } = await params; return wide(found);"],
    ["const { locale, id } = await params; uuid.safeParse(locale); return id;"],
    ["const asked = await searchParams; return query(asked.q);"],
    ["return <Before asked={await searchParams} />;"],
    ["return query((await searchParams).q);"],
  ])("is missed nowhere: %s", (body) => expect(unreadAddresses(page(body))).toHaveLength(1));

  it.each([
    ["const { id } = await params; if (!uuid.safeParse(id).success) notFound(); return query(id);"],
    ["const { locale, id } = await params; return UUID.test(id) ? query(id) : locale;"],
    ["const { id } = await params; return narrow(id);"],
    ["const asked = query.parse(await searchParams); return asked;"],
    ["const asked = await searchParams; const wanted = schema.parse(asked.next); return wanted;"],
    ['return (await searchParams).files === "all";'],
    ["const pageOf = (asked) => (/^[0-9]$/.test(asked) ? 1 : 2); return pageOf((await searchParams).page);"],
  ])("may be read like this: %s", (body) => expect(unreadAddresses(page(body))).toEqual([]));

  it("and so is a route's query, parameter and body", () => {
    expect(unreadAddresses(route("const { id } = await context.params; return query(id);"))).toHaveLength(1);
    expect(unreadAddresses(route("return query(new URL(request.url).searchParams.get('a'));"))).toHaveLength(1);
    expect(unreadAddresses(route("return query(await request.json());"))).toHaveLength(1);
    expect(unreadAddresses(route("return schema.parse(await request.json());"))).toEqual([]);
    expect(
      unreadAddresses(route("return schema.parse(Object.fromEntries(new URL(request.url).searchParams));")),
    ).toEqual([]);
  });
});
