import { type CanaryBook, maySee } from "./canaries.ts";
import { type Answer, type Asked, ask } from "./client.ts";
import { type Attempt, comparable, curlOf, type Finding, judge } from "./judge.ts";
import type { Principal } from "./principals.ts";
import type { Product } from "./product.ts";
import type { MatrixWorld } from "./world.ts";

type Compared = { route: string; absent?: string; foreign: { text: string; repeat: string; by: string }[] };
/** Kept apart, so that a run that goes wrong everywhere still ends with a list that somebody can read. */
const maxFindings = 400;

/** All that is tried in one run, and what came of it. */
export class Campaign<W extends { book: CanaryBook } = MatrixWorld> {
  readonly findings = new Map<string, Finding>();
  readonly attempts = new Map<string, number>();
  readonly seconds = new Map<string, number>();
  readonly statuses = new Map<number, number>();
  /** by name of who asked: the canaries that were theirs and that they were shown */
  readonly seen = new Map<string, Set<string>>();
  /** routes that answered somebody with what they are for: "page /[locale]/studio" */
  readonly reached = new Set<string>();
  readonly #compared = new Map<string, Compared>();
  /** what requests said, so that a path in a log is not taken for a leak */
  readonly said = new Set<string>();

  constructor(
    readonly world: W,
    readonly product: Pick<Product, "site" | "delivery" | "printed" | "ended">,
  ) {}

  /** One request as this principal, judged. A connection that is cut is an answer of status 0. */
  async attempt(phase: string, attempt: Attempt): Promise<Answer> {
    this.attempts.set(phase, (this.attempts.get(phase) ?? 0) + 1);
    for (const { word } of this.world.book.in(`${attempt.path} ${attempt.body ?? ""}`)) this.said.add(word);
    const answer = await this.#ask(attempt);
    this.statuses.set(answer.status, (this.statuses.get(answer.status) ?? 0) + 1);
    for (const finding of judge(this.world.book, attempt, answer)) this.find(finding);
    if (answer.status >= 200 && answer.status < (attempt.route.startsWith("path ") ? 400 : 300))
      this.reached.add(attempt.route.split(" ", 2).join(" "));
    this.#remember(attempt, answer);
    return answer;
  }

  /** A part of the campaign, timed. */
  async time(part: string, work: () => Promise<void>): Promise<void> {
    const began = performance.now();
    await work();
    this.seconds.set(part, Math.round((performance.now() - began) / 100) / 10);
  }

  find(finding: Finding): void {
    const name = `${finding.kind} ${finding.what}`;
    const known = this.findings.get(name);
    if (known && !known.by.split(", ").includes(finding.by)) known.by += `, ${finding.by}`;
    else if (!known && this.findings.size < maxFindings) this.findings.set(name, { ...finding });
  }

  /** Every answer about somebody else's object must read like the answer about none. */
  compareAll(): void {
    for (const { route, absent, foreign } of this.#compared.values())
      for (const { text, repeat, by } of foreign) {
        if (absent === undefined || text === absent) continue;
        const what = `"not yours" can be told from "not there" (${route})`;
        this.find({ kind: "difference", what, by, repeat: `${repeat}\n      ${firstDifference(absent, text)}` });
      }
  }

  count = (phase: string): number => this.attempts.get(phase) ?? 0;
  total = (): number => [...this.attempts.values()].reduce((sum, one) => sum + one, 0);

  async #ask(attempt: Attempt & Asked): Promise<Answer> {
    const target = attempt.from === "site" ? this.product.site : this.product.delivery;
    try {
      return await ask(target, attempt);
    } catch (error) {
      const dead = this.product.ended();
      if (dead.length > 0) throw new Error(`${dead.join(", ")} died of: ${curlOf(attempt)}`, { cause: error });
      if ((error as NodeJS.ErrnoException).code === "ECONNRESET" || (error as NodeJS.ErrnoException).code === "EPIPE")
        return { status: 0, headers: {}, body: "", ms: 0 };
      throw error;
    }
  }

  #remember({ by, route, compare, ...attempt }: Attempt, answer: Answer): void {
    if (by.sees !== undefined)
      for (const { where, viewers } of this.world.book.in(answer.body))
        if (viewers !== "everybody" && maySee(viewers, by.sees)) this.#seenBy(by).add(where);
    // Next corrects a payload's address before it looks at the page; from the edge's memory it never hears of it
    if (!compare || (answer.status === 307 && /[?&]_rsc\b/.test(String(answer.headers.location)))) return;
    const key = `${by.name} ${route}`;
    const known = this.#compared.get(key) ?? { route, foreign: [] };
    this.#compared.set(key, known);
    const text = comparable(answer, compare.value);
    if (compare.as === "absent") known.absent ??= text;
    else known.foreign.push({ text, by: by.name, repeat: curlOf({ by, route, ...attempt }) });
  }

  #seenBy(by: Principal): Set<string> {
    const set = this.seen.get(by.name) ?? new Set<string>();
    this.seen.set(by.name, set);
    return set;
  }
}

function firstDifference(a: string, b: string): string {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  const around = (text: string) => JSON.stringify(text.slice(Math.max(0, at - 30), at + 60));
  return `${around(a)} / ${around(b)}`;
}
