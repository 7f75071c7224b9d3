import { describe, expect, it } from "vitest";
import { cruiseImports, importsOf, rules } from "./imports.ts";
import { type Source, sourcesEndingIn } from "./sources.ts";

/** Raise it as the house grows. A cruise that sees less has gone blind: dependency-cruiser passes 0 modules without a word. */
const MODULE_FLOOR = 300;
const FOLDERS =
  /^(?:app|components|lib|db|server|worker|delivery|passkeys|i18n|messages|dev|tests|e2e|bench|public)\/|^(?:proxy|next\.config)\.ts$/;

const packages = ["stripe", "nodemailer", "drizzle-orm", "postgres", "next", "dev:vitest"];

/** A tree that keeps every law, by one example for each thing that is allowed. */
const lawful: Record<string, string> = {
  "app/page.tsx":
    'import { Bar } from "@/components/bar"; import type { Viewer } from "@/db/viewer"; import { isRefusal } from "@/db/refusal"; import "next/headers"; import "@/lib/orders/read"; export default () => <Bar<1> />;',
  "components/bar.tsx":
    'import { money } from "@/lib/format"; import type { Order } from "@/lib/orders/read"; export const Bar = <T,>() => <b>{money}</b>;',
  "lib/format.ts": "export const money = 1;",
  "lib/env.ts": "export const env = () => ({});",
  "lib/the-door.ts": 'import { openDoor } from "../db/door.ts"; import { env } from "./env.ts";',
  "lib/orders/read.ts":
    'import { look } from "../the-door.ts"; import { one } from "../../db/door.ts"; import "../ledger/post.ts"; import "../outside/stripe.ts"; import "../../db/tables.ts"; import "drizzle-orm"; export type Order = 1;',
  "lib/orders/read.test.ts": 'import "vitest"; import "../../tests/people.ts";',
  "lib/ledger/post.ts": "export {};",
  "lib/identity/viewer.ts": 'import "next/headers";',
  "lib/outside/stripe.ts": 'import Stripe from "stripe";',
  "lib/outside/mail.ts": 'import "nodemailer";',
  "lib/web/log.ts": "export {};",
  "lib/web/viewer.ts": "export {};",
  "lib/identity/auth-options.ts": 'import "../web/log.ts";',
  "db/door.ts": 'import "./lines.ts"; import "postgres"; import "drizzle-orm";',
  "db/lines.ts": "export {};",
  "db/tables.ts": "export {};",
  "db/viewer.ts": "export type Viewer = 1;",
  "db/refusal.ts": "export {};",
  "server/main.ts": 'import "../lib/web/log.ts"; import "./catalogue-version.ts";',
  "server/catalogue-version.ts": 'import "postgres";',
  "worker/main.ts": 'import "../db/door.ts"; import "../lib/outside/mail.ts";',
  "delivery/main.ts": 'import "../db/door.ts";',
  "tests/people.ts": "export {};",
  "dev/mailbox.ts": "export {};",
};

/** One violation for each rule: the file that commits it, and the rest of the file's import. */
const planted: Record<string, [file: string, text: string]> = {
  "no-cycles": ["lib/ledger/cycle-back.ts", 'import type { X } from "./cycle.ts";'],
  "no-cycles-at-run-time": ["dev/cycle-back.ts", 'import { x } from "./cycle.ts";'],
  "everything-resolves": ["lib/format-more.ts", 'import "./nowhere.ts";'],
  "nobody-imports-app": ["components/planted-app.tsx", 'import "@/app/page";'],
  "product-needs-no-tests": ["lib/web/planted-tests.ts", 'import "../../tests/people.ts";'],
  "product-needs-no-dev-packages": ["server/planted-dev.ts", 'import { it } from "vitest";'],
  "server-is-a-process": ["lib/web/planted-server.ts", 'import "../../server/main.ts";'],
  "processes-are-apart": ["lib/web/planted-worker.ts", 'import "../../worker/main.ts";'],
  "pages-reach-no-database": [
    "app/planted-db/page.tsx",
    'import { viewer } from "@/db/viewer"; export default () => <p />;',
  ],
  "pages-know-the-viewer-type": ["app/planted-types/page.tsx", 'import type { T } from "@/db/tables";'],
  "jobs-ask-rooms": ["worker/planted.ts", 'import "../db/tables.ts";'],
  "lines-behind-the-door": ["lib/orders/planted-lines.ts", 'import type { Line } from "../../db/lines.ts";'],
  "components-are-pure": ["components/planted.tsx", 'const later = () => import("@/lib/orders/read");'],
  "db-stands-alone": ["db/planted.ts", 'import "../lib/format.ts";'],
  "rooms-know-no-web": ["lib/orders/planted-web.ts", 'import "../web/viewer.ts";'],
  "outside-knows-no-room": ["lib/outside/planted.ts", 'export * from "../ledger/post.ts";'],
  "stripe-only-outside": ["lib/orders/planted-stripe.ts", 'import type Stripe from "stripe";'],
  "clients-only-outside": ["worker/planted-mail.ts", 'import "nodemailer";'],
  "signatures-checked-apart": ["lib/identity/planted-check.ts", 'import "@simplewebauthn/server";'],
  "web-never-mails": ["app/planted-mail/route.ts", 'import "@/lib/outside/mail";'],
  "drizzle-below-the-pages": ["app/planted-query/page.tsx", 'import { eq } from "drizzle-orm";'],
  "connections-are-counted": ["lib/orders/planted-pool.ts", 'import postgres from "postgres";'],
  "headers-near-the-request": ["lib/orders/planted-headers.ts", 'import { cookies } from "next/headers";'],
  ...Object.fromEntries(
    ["identity", "incidents", "ledger", "catalog", "contributions", "pipeline", "releases", "orders", "downloads"].map(
      (room, i, all) => [
        `${room}-looks-down`,
        [`lib/${room}/planted-up.ts`, `import type { X } from "../${all[i + 1] ?? "audit"}/above.ts";`],
      ],
    ),
  ),
};
const besides = Object.fromEntries(
  ["incidents", "ledger", "catalog", "contributions", "pipeline", "releases", "orders", "downloads", "audit"].map(
    (room) => [`lib/${room}/above.ts`, "export {};"],
  ),
);

const treeOf = (files: Record<string, string>): Source[] =>
  Object.entries(files).map(([path, text]) => ({ path, text }));

describe("the import laws", () => {
  it("hold in the house", async () => {
    const sources = sourcesEndingIn([".ts", ".tsx", ".mjs", ".json", ".css"]).filter(({ path }) => FOLDERS.test(path));
    const { modules, broken } = await cruiseImports(sources);
    const code = sources.filter(({ path }) => /\.m?tsx?$|\.mjs$/.test(path));
    expect(modules, "every file was read").toBeGreaterThanOrEqual(code.length);
    expect(code.length).toBeGreaterThanOrEqual(MODULE_FLOOR);
    expect(broken).toEqual([]);
  }, 120_000);

  it("let a lawful tree pass", async () => {
    const { modules, broken } = await cruiseImports(treeOf(lawful), packages);
    expect(broken).toEqual([]);
    expect(modules).toBe(Object.keys(lawful).length);
  });

  it("are each broken by a planted violation", async () => {
    expect(Object.keys(planted).sort()).toEqual(rules.map((rule) => rule.name ?? "").sort());
    const files = Object.fromEntries(Object.values(planted));
    const back = {
      "lib/ledger/cycle.ts": 'import "./cycle-back.ts";',
      "dev/cycle.ts": 'import "./cycle-back.ts";',
      "dev/types-may.ts": 'import type { X } from "./turn.ts";',
      "dev/turn.ts": 'import "./types-may.ts";',
    };
    const { broken } = await cruiseImports(treeOf({ ...lawful, ...besides, ...back, ...files }), packages);
    for (const [name, [file]] of Object.entries(planted)) {
      expect(
        broken.some((one) => one.startsWith(`${name}: ${file} `)),
        `${name} catches ${file}`,
      ).toBe(true);
    }
  });
});

describe("what counts as an import", () => {
  it.each<[string, string[]]>([
    ['import a, { b } from "x";', ["x"]],
    ['import type { b } from "x";', ["x (type)"]],
    ['import { type a, type b } from "x";', ["x (type)"]],
    ['import { type a, b } from "x";', ["x"]],
    ['import "x";', ["x"]],
    ['export { a } from "x"; export * from "y"; export type * from "z";', ["x", "y", "z (type)"]],
    ['const a = await import("x");', ["x"]],
    ['type A = import("x").B;', ["x (type)"]],
    ['const a = "import x"; // import "y"', []],
    ["export const A = <T,>() => <p><B<T> /></p>;", []],
  ])("%s", (text, expected) => {
    const found = importsOf({ path: "a.tsx", text }).map((one) => one.specifier + (one.typeOnly ? " (type)" : ""));
    expect(found).toEqual(expected);
  });
});
