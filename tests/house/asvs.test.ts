import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import automatable from "./asvs-automatable.json" with { type: "json" };
import { nodesOf, root, type SyntaxNode } from "./sources.ts";

// docs/asvs.csv says of each requirement of OWASP ASVS 5.0 that a machine can check which test checks it. Here it is held to it.
type Row = { req: string; level: string; means: string; status: string; reason: string; test: string };
const LEVELS = ["L1", "L2", "L3"] as const;
const STATUSES = ["met", "not applicable", "not met"] as const;
const MEANS_LENGTH = 120;
const page = join(root, "docs/security.md");
const [from, to] = ["<!-- asvs -->\n", "<!-- /asvs -->"];

const { data: rows, errors } = Papa.parse<Row>(readFileSync(join(root, "docs/asvs.csv"), "utf8"), {
  header: true,
  skipEmptyLines: true,
});

/** `path › part of a title`, or the path of a program that `npm run attack` runs. A title may hold a semicolon. */
const testsOf = ({ test }: Row) =>
  test === ""
    ? []
    : test.split(/; (?=\S+\/\S+\.tsx?(?: ›|;|$))/).map((one) => one.split(" › ", 2) as [string, string?]);

/** The name at the root of `describe.each(…)(…)`, `it.skipIf(…)(…)`. */
function rootName(node: SyntaxNode): string {
  if (node.type === "Identifier") return String(node.value);
  const inner =
    node.type === "CallExpression" ? node.callee : node.type === "MemberExpression" ? node.object : undefined;
  return inner ? rootName(inner as SyntaxNode) : "";
}

function titleOf(node: SyntaxNode): string[] {
  if (node.type !== "CallExpression" || !/^(?:describe|it|test)$/.test(rootName(node.callee as SyntaxNode))) return [];
  const first = (node.arguments as { expression: SyntaxNode }[])[0]?.expression;
  if (first?.type === "StringLiteral") return [String(first.value)];
  return first?.type === "TemplateLiteral"
    ? [(first.quasis as { cooked: string }[]).map((one) => one.cooked).join("…")]
    : [];
}

const read = new Map<string, readonly string[]>();
function titlesIn(path: string): readonly string[] {
  const before = read.get(path);
  if (before) return before;
  const titles = nodesOf({ path, text: readFileSync(join(root, path), "utf8") }).flatMap(({ node }) => titleOf(node));
  read.set(path, titles);
  return titles;
}

/** What is wrong with a line, in words. */
function faultsOf(row: Row): string[] {
  const tests = testsOf(row);
  const said = [
    !(STATUSES as readonly string[]).includes(row.status) && `status ${row.status}`,
    !(LEVELS as readonly string[]).includes(row.level) && `level ${row.level}`,
    (row.means.length < 10 || row.means.length > MEANS_LENGTH) && "what it means is not said in 120 letters",
    row.status === "met" && tests.length === 0 && "met, and no test",
    row.status === "met" && row.reason !== "" && "met, with a reason",
    row.status !== "met" && row.reason.length < 20 && `${row.status}, and no reason`,
  ].filter((one): one is string => typeof one === "string");
  return [...said, ...tests.flatMap(([path, title]) => missing(path, title))].map((one) => `${row.req}: ${one}`);
}

function missing(path: string, title: string | undefined): string[] {
  if (!existsSync(join(root, path))) return [`no file ${path}`];
  const isTest = /\.(?:test|spec)\.tsx?$/.test(path);
  if (!isTest) return path.startsWith("tests/matrix/") && title === undefined ? [] : [`${path} is no test`];
  if (!title) return [`no title of ${path}`];
  return titlesIn(path).some((one) => one.includes(title)) ? [] : [`no test "${title}" in ${path}`];
}

/** Level and status in numbers, and what is not met with its reason. */
function section(): string {
  const count = (level: string, status: string) =>
    rows.filter((row) => row.level === level && row.status === status).length;
  const lines = LEVELS.map((level) => `| ${level} | ${STATUSES.map((status) => count(level, status)).join(" | ")} |`);
  const open = rows.filter(({ status }) => status === "not met");
  return [
    "| Level | Met | Not applicable | Not met |",
    "|-|-|-|-|",
    ...lines,
    "",
    "Not met:",
    "",
    ...open.map(({ req, level, means, reason }) => `- **${req}** (${level}): ${means}. Here ${reason}.`),
    "",
  ].join("\n");
}

describe("docs/asvs.csv", () => {
  it("is whole, one line for each requirement, in their order", () => {
    expect(errors).toEqual([]);
    const numbers = rows.map(({ req }) => req);
    expect(numbers.filter((req) => !/^\d{1,2}\.\d{1,2}\.\d{1,2}$/.test(req))).toEqual([]);
    const key = (req: string) =>
      req
        .split(".")
        .map((part) => part.padStart(2, "0"))
        .join(".");
    expect(numbers.map(key)).toEqual([...new Set(numbers.map(key))].sort());
  });

  it.each(LEVELS)("has every requirement of %s that a machine can check", (level) => {
    const listed = rows.filter((row) => row.level === level).map(({ req }) => req);
    expect(automatable[level].length).toBeGreaterThan(20);
    expect(automatable[level].filter((req) => !listed.includes(req))).toEqual([]);
  });

  it("names tests that there are, and says why where there is none", () => {
    expect(rows.flatMap(faultsOf)).toEqual([]);
  });

  it("is caught when a line says what is not so", () => {
    const [good] = rows.filter(({ status, test }) => status === "met" && !test.includes("tests/matrix"));
    const [path] = testsOf(good!)[0]!;
    const planted: Partial<Row>[] = [
      { status: "nearly" },
      { level: "L4" },
      { means: "x".repeat(121) },
      { test: "" },
      { test: "tests/attacks/gone.test.ts › the context" },
      { test: `${path} › a title that nobody has written` },
      { test: path },
      { test: `${path} › ` },
      { test: "tests/people.ts" },
      { status: "not met" },
      { status: "not applicable", reason: "no" },
    ];
    for (const one of planted) expect(faultsOf({ ...good!, ...one }), JSON.stringify(one)).not.toEqual([]);
    expect(faultsOf(good!)).toEqual([]);
  });

  it("is counted in docs/security.md (ACCEPT=1 rewrites the section)", () => {
    const text = readFileSync(page, "utf8");
    const start = text.indexOf(from) + from.length;
    const end = text.indexOf(to);
    expect(start, "the marks are there").toBeGreaterThan(from.length);
    if (process.env.ACCEPT) writeFileSync(page, text.slice(0, start) + section() + text.slice(end));
    else expect(text.slice(start, end)).toBe(section());
  });
});
