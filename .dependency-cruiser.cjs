// The import laws of the house. tests/house/structure.test.ts runs them, and shows that each one can fail.
// (Run there and not by the command line: dependency-cruiser 17 reads neither TypeScript 7 nor, with swc, a .tsx file.)
// A rule with `dependencyTypesNot: ["type-only"]` lets types through; every other rule counts them too.

/** Rooms look down only: each may import those before it. */
const rooms = [
  "identity",
  "incidents",
  "ledger",
  "catalog",
  "contributions",
  "pipeline",
  "releases",
  "orders",
  "downloads",
  "audit",
];
const anyRoom = `^lib/(?:${rooms.join("|")})/`;
const product = "^(?:app|components|lib|db|server|worker|delivery|passkeys|i18n|messages)/|^proxy\\.ts$";
const tests = "\\.test\\.tsx?$";
const pkg = (name) => `(?:^|/)node_modules/${name}(?:/|$)|^${name}(?:/|$)`;
const valuesOnly = { dependencyTypesNot: ["type-only"] };
const rule = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });

const roomRules = rooms
  .slice(0, -1)
  .map((room, i) =>
    rule(
      `${room}-looks-down`,
      `lib/${room} imports no room above it`,
      { path: `^lib/${room}/` },
      { path: `^lib/(?:${rooms.slice(i + 1).join("|")})/` },
    ),
  );

module.exports = {
  forbidden: [
    rule("no-cycles", "what needs each other is one thing", { path: product }, { circular: true }),
    rule("no-cycles-at-run-time", "nor elsewhere, types apart", {}, { circular: true, ...valuesOnly }),
    rule(
      "everything-resolves",
      "an import that resolves to nothing is checked by no rule",
      { pathNot: "^next-env" },
      { couldNotResolve: true },
    ),
    rule("nobody-imports-app", "URLs are the outermost layer", { pathNot: "^app/" }, { path: "^app/" }),
    rule(
      "product-needs-no-tests",
      "nothing that ships needs tests, benches or what only development has",
      { path: product, pathNot: tests },
      { path: "^(?:tests|e2e|bench|dev)/" },
    ),
    rule(
      "product-needs-no-dev-packages",
      "what ships imports only what is installed in production",
      { path: product, pathNot: tests },
      { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"], ...valuesOnly },
    ),
    rule(
      "server-is-a-process",
      "the edge is started, not imported",
      { path: "^(?:app|components|lib|db|worker|delivery)/" },
      { path: "^server/" },
    ),
    rule(
      "processes-are-apart",
      "worker, delivery and passkeys are started, not imported",
      { path: "^(?:app|components|lib|db|server)/" },
      { path: "^(?:worker|delivery|passkeys)/" },
    ),

    rule(
      "pages-reach-no-database",
      "app and server ask a room; refusals are words, not data",
      { path: "^(?:app|server)/|^proxy\\.ts$" },
      { path: "^db/", pathNot: "^db/refusal\\.ts$", ...valuesOnly },
    ),
    rule(
      "pages-know-the-viewer-type",
      "of db, app and server name the Viewer type and refusals alone",
      { path: "^(?:app|server)/|^proxy\\.ts$" },
      { path: "^db/", pathNot: "^db/(?:viewer|refusal)\\.ts$" },
    ),
    rule(
      "jobs-ask-rooms",
      "worker, delivery and passkeys open the door and leave the tables to the rooms",
      { path: "^(?:worker|delivery|passkeys)/", pathNot: tests },
      { path: "^db/", pathNot: "^db/(?:door|viewer|powers|refusal)\\.ts$" },
    ),
    rule(
      "lines-behind-the-door",
      "connections are lent by the door alone; who may open it is in tests/house/shape-laws.ts",
      { path: product, pathNot: `^db/|${tests}` },
      { path: "^db/lines\\.ts$" },
    ),
    rule(
      "components-are-pure",
      "components know neither rooms nor tables, types and lib/format apart",
      { path: "^components/" },
      { path: "^(?:lib|db)/", pathNot: "^lib/format(?:\\.ts|/)", ...valuesOnly },
    ),
    rule(
      "db-stands-alone",
      "db imports nothing of ours",
      { path: "^db/", pathNot: tests },
      { path: "^(?:app|components|lib|server|worker|delivery|passkeys|i18n)/" },
    ),

    ...roomRules,
    rule(
      "rooms-know-no-web",
      "a room does not know that it is asked over HTTP; it may log",
      { path: anyRoom, pathNot: tests },
      { path: "^lib/web/", pathNot: "^lib/web/log\\.ts$" },
    ),
    rule(
      "outside-knows-no-room",
      "clients of the outside world decide nothing",
      { path: "^lib/(?:outside/|env\\.ts|format\\.ts|the-door\\.ts)" },
      { path: anyRoom },
    ),

    rule(
      "stripe-only-outside",
      "one place speaks to Stripe",
      { path: product, pathNot: `^lib/outside/|${tests}` },
      { path: pkg("stripe") },
    ),
    rule(
      "clients-only-outside",
      "one place speaks to mail servers and object stores",
      { path: product, pathNot: `^lib/outside/|${tests}` },
      { path: pkg("(?:nodemailer|@aws-sdk)") },
    ),
    rule(
      "signatures-checked-apart",
      "a passkey's signature is checked by its own process: web can raise no session",
      { path: product, pathNot: `^passkeys/|${tests}` },
      { path: pkg("@simplewebauthn/server") },
    ),
    rule(
      "web-never-mails",
      "mail is sent by the mailer alone: what web could send, whoever takes it over could",
      { path: "^(?:app|server|components)/|^proxy\\.ts$" },
      { path: pkg("nodemailer"), reachable: true },
    ),
    rule(
      "drizzle-below-the-pages",
      "queries are written in rooms",
      { path: product, pathNot: `^(?:db|lib)/|${tests}` },
      { path: pkg("drizzle-orm") },
    ),
    rule(
      "connections-are-counted",
      "connections belong to the door and to the workers; the edge has one that watches the version",
      { path: product, pathNot: `^(?:db|worker|delivery)/|^server/catalogue-version\\.ts$|${tests}` },
      { path: pkg("(?:postgres|pg)") },
    ),
    rule(
      "headers-near-the-request",
      "the request is read where it arrives",
      { path: product, pathNot: `^app/|^lib/(?:identity|web)/|${tests}` },
      { path: "(?:^|/)next/headers" },
    ),
  ],
  options: { parser: "swc", doNotFollow: { path: "node_modules" }, moduleSystems: ["es6"], preserveSymlinks: true },
};
