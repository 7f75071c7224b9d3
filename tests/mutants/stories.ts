import { format } from "node:util";
import { expect as judge } from "vitest";

/** What attack files are written with, registered once and told as often as one likes: vitest starts anew for every run. */
type Work = () => unknown;
type Story = { name: string; work: Work };
type Hooks = { before: Work[]; after: Work[]; beforeEach: Work[]; afterEach: Work[] };
export type Chapter = Hooks & { name: string; parts: (Story | Chapter)[] };
export type Ending = { story: string; error: unknown; hung: boolean };

const storySeconds = 15;
const chapterOf = (name: string): Chapter => ({
  name,
  before: [],
  after: [],
  beforeEach: [],
  afterEach: [],
  parts: [],
});
let open = chapterOf("");
const provided: Record<string, unknown> = {};

export const provide = (key: string, value: unknown) => {
  provided[key] = value;
};
export const inject = (key: string) => provided[key];
export const beforeAll = (work: Work) => void open.before.push(work);
export const afterAll = (work: Work) => void open.after.push(work);
export const beforeEach = (work: Work) => void open.beforeEach.push(work);
export const afterEach = (work: Work) => void open.afterEach.push(work);

/** `%s`, `%o` and `%#`, and `$name` of an object, as vitest fills them in. */
function titled(name: string, row: unknown, values: unknown[], index: number): string {
  const fields = name.replaceAll(/\$(\w+)/g, (_, field: string) => String((row as Record<string, unknown>)[field]));
  const places = fields.match(/%[sdifjoO]/g)?.length ?? 0;
  return format(fields.replaceAll("%#", String(index)), ...values.slice(0, places));
}

const table =
  (add: (name: string, work: Work) => void) =>
  (rows: readonly unknown[]) =>
  (name: string, work: (...values: unknown[]) => unknown) => {
    for (const [index, row] of rows.entries()) {
      const values = Array.isArray(row) ? row : [row];
      add(titled(name, row, values, index), () => work(...values));
    }
  };

const tell = (name: string, work: Work) => void open.parts.push({ name, work });
const gather = (name: string, work: Work) => {
  const around = open;
  open = chapterOf(name);
  around.parts.push(open);
  work();
  open = around;
};
export const it = Object.assign(tell, { each: table(tell) });
export const test = it;
export const describe = Object.assign(gather, { each: table(gather) });

/** vitest's own poll needs its worker; the rest of expect does not. */
function poll(ask: Work, { timeout = 1_000, interval = 50 } = {}) {
  const until = performance.now() + timeout;
  const again = async (check: (value: unknown) => unknown): Promise<unknown> => {
    try {
      return await check(await ask());
    } catch (error) {
      if (performance.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, interval));
      return again(check);
    }
  };
  return new Proxy(
    {},
    {
      get:
        (_, matcher: string) =>
        (...wanted: unknown[]) =>
          again((value) =>
            (judge(value) as unknown as Record<string, (...w: unknown[]) => unknown>)[matcher]?.(...wanted),
          ),
    },
  );
}
export const expect = Object.assign((...of: Parameters<typeof judge>) => judge(...of), judge, { poll });

/** A file's stories, as importing it registers them. */
export async function chapterFrom(url: string): Promise<Chapter> {
  const chapter = chapterOf("");
  open = chapter;
  await import(url);
  return chapter;
}

async function within(work: Work): Promise<{ error: unknown; hung: boolean } | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"hung">((resolve) => {
    timer = setTimeout(resolve, storySeconds * 1_000, "hung");
  });
  try {
    const done = await Promise.race([Promise.resolve(work()), late]);
    return done === "hung" ? { error: new Error(`no end after ${storySeconds} s`), hung: true } : undefined;
  } catch (error) {
    return { error, hung: false };
  } finally {
    clearTimeout(timer);
  }
}

/** The first that fails, of what is done in turn. */
async function firstOf(works: readonly Work[]) {
  for (const work of works) {
    const failed = await within(work);
    if (failed) return failed;
  }
}

/** Tells the stories in their order, or the one that is asked for, up to the first that fails, and says which. */
export async function firstFailure(
  chapter: Chapter,
  only?: string,
  around: { path: string[]; beforeEach: Work[]; afterEach: Work[] } = { path: [], beforeEach: [], afterEach: [] },
): Promise<Ending | undefined> {
  const path = chapter.name ? [...around.path, chapter.name] : around.path;
  const beforeEach = [...around.beforeEach, ...chapter.beforeEach];
  const afterEach = [...chapter.afterEach, ...around.afterEach];
  const ended = (part: string, failed: Awaited<ReturnType<typeof firstOf>>) =>
    failed && { story: [...path, part].join(" › "), ...failed };
  const told = (part: Story | Chapter, place = [...path, part.name].join(" › ")) =>
    only === undefined || only === place || ("parts" in part && only.startsWith(`${place} › `));
  let ending: Ending | undefined = ended("(before)", await firstOf(chapter.before));
  for (const part of ending ? [] : chapter.parts.filter((one) => told(one))) {
    if ("parts" in part) ending = await firstFailure(part, only, { path, beforeEach, afterEach });
    else {
      const failed = await firstOf([...beforeEach, part.work]);
      const after = await firstOf(afterEach);
      ending = ended(part.name, failed ?? after);
    }
    if (ending) break;
  }
  const after = ended("(after)", await firstOf(chapter.after));
  return ending ?? after;
}
