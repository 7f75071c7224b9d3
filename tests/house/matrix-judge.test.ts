import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it, test } from "vitest";
import { searchLogs } from "../matrix/build-output.ts";
import { Campaign } from "../matrix/campaign.ts";
import { CanaryBook, leaksIn } from "../matrix/canaries.ts";
import { type Answer, hangUp } from "../matrix/client.ts";
import { type Attempt, comparable, judge } from "../matrix/judge.ts";

// The judgement of `npm run attack`: a matrix that cannot see a leak would find none.
const nobody = new Set<string>();
const headers = {
  "content-type": "text/plain",
  "cache-control": "private, no-store",
  "x-content-type-options": "nosniff",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "strict-origin-when-cross-origin",
  "permissions-policy": "camera=()",
};
const answer = (body: string, more: Partial<Answer> = {}): Answer => ({ status: 200, headers, body, ms: 1, ...more });
const by = { name: "priya", role: "contributor", sees: "priya", headers: {} } as const;
const attempt = (more: Partial<Attempt> = {}): Attempt => ({
  ...{ by, from: "site", method: "GET", path: "/en/studio", headers: {}, route: "page" },
  ...more,
});

test("a canary is found plain, in capitals, in an address, and in base64 wherever it begins", () => {
  const book = new CanaryBook();
  const word = book.plant("app.recordings.title[0]", new Set(["dana"]));
  const wrapped = ["", "a", "ab", "abc"].map((before) => Buffer.from(`${before}${word}!`).toString("base64"));
  for (const text of [word, word.toUpperCase(), `/en/${word}?x=1`, `{"t":"\\u0022${word}"}`, ...wrapped]) {
    expect(leaksIn(book, `so ${text} it is`, "priya"), text).toHaveLength(1);
    expect(leaksIn(book, `so ${text} it is`, "dana"), text).toEqual([]);
  }
  expect(book.in("ca11ab1e-0000-0001")).toEqual([]);
});

test("tokens, their hashes and a process's own secrets count too; what the request said does not", () => {
  const book = new CanaryBook();
  const token = `hs_${"5".repeat(64)}`;
  book.know(token, "session of dana", new Set(["dana"]));
  book.know("a setting, 32 characters or longer", "setting", nobody);
  expect(leaksIn(book, `{"token":"${token}"}`, "priya")).toHaveLength(1);
  expect(leaksIn(book, "x a setting, 32 characters or longer x", "dana")).toHaveLength(1);
  expect(leaksIn(book, token, "priya", `/listen/${token}`)).toEqual([]);
});

test("whatever the status, and in a header as well, somebody else's word is a leak", () => {
  const book = new CanaryBook();
  const word = book.plant("app.orders.po_number[0]", new Set(["ines"]));
  const kinds = (given: Answer) => judge(book, attempt(), given).map(({ kind }) => kind);
  expect(kinds(answer("nothing"))).toEqual([]);
  expect(kinds(answer(word, { status: 404 }))).toEqual(["leak"]);
  expect(kinds(answer("", { status: 302, headers: { ...headers, location: `/x/${word}` } }))).toEqual(["leak"]);
});

test("faults: 5xx, a stack, SQL, a missing header, a weak policy, one's own data in a cache", () => {
  const book = new CanaryBook();
  const own = book.plant("app.recordings.title[1]", new Set(["priya"]));
  const faults = (given: Answer) => judge(book, attempt(), given).filter(({ kind }) => kind === "fault").length;
  const { "x-content-type-options": _none, ...fewer } = headers;
  const page = { ...headers, "content-type": "text/html" };
  const policy = "script-src 'self' 'nonce-a'; object-src 'none'; frame-ancestors 'none'";
  expect(faults(answer("", { status: 503 }))).toBe(1);
  expect(faults(answer("Error\n    at open (file:///srv/app.mjs:1:2)"))).toBe(1);
  expect(faults(answer('permission denied for table "contacts"'))).toBe(1);
  expect(faults(answer("", { headers: fewer }))).toBe(1);
  expect(faults(answer("", { headers: page }))).toBe(1);
  expect(faults(answer("", { headers: { ...page, "content-security-policy": policy } }))).toBe(0);
  expect(
    faults(
      answer("", {
        headers: {
          ...page,
          "content-security-policy": `${policy} 'unsafe-eval'`.replace("'self'", "'self' 'unsafe-inline'"),
        },
      }),
    ),
  ).toBe(1);
  expect(faults(answer(own))).toBe(0);
  expect(faults(answer(own, { headers: { ...headers, "cache-control": "public, max-age=60" } }))).toBe(1);
});

test("two answers about nothing read alike; one word more does not", () => {
  const [one, other] = ["11111111-2222-4333-8444-555555555555", "66666666-7777-4888-9999-aaaaaaaaaaaa"];
  const page = (id: string, said = "nothing") =>
    answer(`<title>Recording ${id.slice(-6)}</title>1:["$","p"]\n2a:"${said} at ${id}"`, { status: 404 });
  expect(comparable(page(one), one)).toBe(comparable(page(other), other));
  expect(comparable(page(one), one)).not.toBe(comparable(page(other, "not yours"), other));
  expect(comparable(page(one), one)).not.toBe(comparable({ ...page(one), status: 403 }, one));
});

describe("a whole campaign, against a product that is wrong", () => {
  const wrong = async (answerWith: (path: string) => { status?: number; body: string }) => {
    const printed: string[] = [];
    const server = http.createServer((request, response) => {
      const { status = 200, body } = answerWith(request.url ?? "");
      response.writeHead(status, headers).end(body);
    });
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    open.push(server);
    const { port } = server.address() as AddressInfo;
    const site = { port, host: "localhost", origin: "http://localhost" };
    const product = { site, delivery: site, ended: () => [], printed: () => [{ name: "web", text: printed.join("") }] };
    const book = new CanaryBook();
    const word = book.plant("app.recordings.title[0]", new Set(["dana"]));
    const campaign = new Campaign({ book }, product);
    return { campaign, word, printed };
  };
  const open: http.Server[] = [];
  afterEach(() => {
    hangUp();
    for (const server of open.splice(0)) server.close();
  });
  const about = (value: string, as: "absent" | "foreign") =>
    attempt({
      path: `/en/studio/recordings/${value}`,
      route: "page /[locale]/studio/recordings/[id]",
      compare: { as, value },
    });
  const [none, theirs] = ["11111111-2222-4333-8444-555555555555", "66666666-7777-4888-9999-aaaaaaaaaaaa"];

  it("finds a leak in the answer, and holds nothing against what is right", async () => {
    const said = { body: "nothing" };
    const { campaign, word } = await wrong(() => said);
    await campaign.attempt("pages", attempt());
    expect([...campaign.findings.values()]).toEqual([]);
    said.body = `<p>${word}</p>`;
    await campaign.attempt("pages", attempt());
    expect([...campaign.findings.values()]).toMatchObject([{ kind: "leak", by: "priya" }]);
    expect(campaign.count("pages")).toBe(2);
    expect(campaign.reached).toEqual(new Set(["page"]));
  });

  it("tells an answer about somebody else's object from one about none", async () => {
    for (const [says, differences] of [
      ["nothing here", 0],
      ["not yours", 1],
    ] as const) {
      const { campaign } = await wrong((path) => ({
        status: 404,
        body: path.includes(theirs) ? says : "nothing here",
      }));
      await campaign.attempt("pages", about(theirs, "foreign"));
      await campaign.attempt("pages", about(none, "absent"));
      campaign.compareAll();
      expect([...campaign.findings.values()].filter(({ kind }) => kind === "difference")).toHaveLength(differences);
    }
  });

  it("reads the logs: a word that no request said is a leak, one that a request said is not", async () => {
    const { campaign, word, printed } = await wrong(() => ({ body: "" }));
    searchLogs(campaign);
    expect(campaign.findings.size).toBe(0);
    printed.push(`{"level":30,"msg":"${word}"}`);
    searchLogs(campaign);
    expect([...campaign.findings.values()]).toMatchObject([{ kind: "leak", by: "web" }]);
    campaign.findings.clear();
    await campaign.attempt("pages", attempt({ path: `/en/${word}` }));
    searchLogs(campaign);
    expect(campaign.findings.size).toBe(0);
  });
});
