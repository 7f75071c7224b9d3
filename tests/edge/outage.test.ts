import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { launchPostgres } from "../../dev/launch-postgres.ts";
import { currentOutage, watchedBy } from "../../lib/incidents/outage.ts";
import { log } from "../../lib/web/log.ts";
import { watchCatalogueVersion } from "../../server/catalogue-version.ts";
import { hotPaths } from "../../server/hot-paths.ts";
import { edge, servers } from "./edge-under-test.ts";

// A real PostgreSQL with the two tables that the edge reads, stopped and started again under a running edge.
log.level = "silent";
const folder = mkdtempSync(join(tmpdir(), "consonant-outage-"));
const started = (port?: number) =>
  launchPostgres({ folder: join(folder, "postgres"), settings: { fsync: "off" }, ...(port && { port }) });
type Postgres = Awaited<ReturnType<typeof started>>;
let pg: Postgres;
let version: ReturnType<typeof watchCatalogueVersion>;
let up: Awaited<ReturnType<typeof edge>>;

beforeAll(async () => {
  pg = await started();
  const sql = postgres(pg.url("postgres"), { max: 1, onnotice() {} });
  await sql.unsafe(`create schema app;
    create table app.catalogue_version (version bigint); insert into app.catalogue_version values (41);
    create table app.service_state (id text, suspended boolean, reason text, since timestamptz);
    insert into app.service_state values ('all', false, null, now()), ('uploads', true, 'A disk is full.', '2026-03-01T10:00:00Z')`);
  await sql.end();
  version = watchCatalogueVersion(pg.url("postgres"), { pollMs: 50, trustMs: 400 });
  watchedBy(version.outage);
  const databaseReachable = () => version.current() !== undefined;
  up = await edge(undefined, {
    outage: version.outage,
    hotPaths: hotPaths({ databaseReachable, mailboxUrl: undefined }),
  });
  await vi.waitFor(() => expect(version.current()).toBe("41"), 10_000);
});
afterAll(async () => {
  await version.stop();
  for (const server of servers.splice(0)) server.close();
  watchedBy(() => undefined);
  pg.stop();
  rmSync(folder, { recursive: true, force: true });
});

const browser = { accept: "text/html,*/*;q=0.8" };
const statusOf = async (path: string) => (await up.ask(path, browser)).status;

it("the edge outlives its database, says so, and recovers by itself", async () => {
  expect([await statusOf("/en/studio"), await statusOf("/en/status"), await statusOf("/healthz")]).toEqual([
    200, 200, 200,
  ]);
  expect(currentOutage()).toBeUndefined();

  const stoppedAt = Date.now();
  const { port } = pg;
  pg.stop();
  await vi.waitFor(() => expect(currentOutage()).toBeDefined(), 10_000);

  // what the status page tells: since when, and what was stopped when it was last read
  const outage = currentOutage()!;
  expect(Math.abs(outage.since.getTime() - stoppedAt)).toBeLessThan(5_000);
  expect(outage.lastRead!.at.getTime()).toBeLessThanOrEqual(outage.since.getTime());
  expect(outage.lastRead!.switches.filter((one) => one.suspended)).toEqual([
    { id: "uploads", suspended: true, reason: "A disk is full.", since: new Date("2026-03-01T10:00:00Z") },
  ]);
  expect([await statusOf("/en/status"), await statusOf("/fr/status"), await statusOf("/healthz")]).toEqual([
    200, 200, 503,
  ]);

  // nobody else waits for a connection that does not come: a plain page, in the language of the address
  up.handed.length = 0;
  for (const path of ["/en/studio", "/", "/en/datasets?q=calls", "/en/statuses"]) {
    const answer = await up.ask(path, browser);
    expect([answer.status, answer.headers["retry-after"], answer.headers["content-type"]], path).toEqual([
      503,
      "5",
      "text/html; charset=utf-8",
    ]);
    expect(answer.text).toContain("The database cannot be reached.");
    expect(answer.text).toContain('href="/en/status"');
  }
  expect((await up.ask("/fr/library", browser)).text).toContain("La base de données est injoignable.");
  const api = await up.ask("/api/me/licences", { accept: "application/json" });
  expect([api.status, JSON.parse(api.text).error.code]).toEqual([503, "unreachable"]);
  expect(up.handed).toEqual([]);

  pg = await started(port);
  await vi.waitFor(() => expect(currentOutage()).toBeUndefined(), 15_000);
  expect([await statusOf("/en/studio"), await statusOf("/healthz")]).toEqual([200, 200]);
}, 60_000);
