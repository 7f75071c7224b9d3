import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { migrate } from "../db/migrate.ts";
import { admitLogins, type Login, logins, provisionCluster, provisionDatabase } from "../db/provision.ts";
import { launchPostgres } from "./launch-postgres.ts";

type Where = { root: string; host: string; passwords: Record<Login, string> };
export type Cluster = ReturnType<typeof clusterAt>;

/** A running cluster, from what can be handed to another process. */
export const clusterAt = (where: Where) => ({
  where,
  superuser: (database: string) => `${where.root}/${database}`,
  url: (database: string, login: Login) => `postgres://${login}:${where.passwords[login]}@${where.host}/${database}`,
});

/** Bind parameters stay out of the server's log: they may be a phone number, an e-mail, a token. */
const settings = {
  log_parameter_max_length: 0,
  log_parameter_max_length_on_error: 0,
  max_connections: 200,
  shared_buffers: "128MB",
};

/** The embedded Postgres of the demo, development and tests, with every role provisioned. Passwords are kept beside the data. */
export async function startCluster(folder: string, o: { port?: number; throwaway?: boolean } = {}) {
  const pg = await launchPostgres({
    folder,
    ...(o.port && { port: o.port }),
    settings: o.throwaway
      ? { ...settings, fsync: "off", synchronous_commit: "off", full_page_writes: "off" }
      : settings,
  });
  const file = path.join(path.dirname(path.resolve(folder)), `${path.basename(folder)}.passwords.json`);
  const kept = fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, "utf8")) as Partial<Record<Login, string>>) : {};
  const made = Object.fromEntries(logins.map((login) => [login, kept[login] ?? randomBytes(18).toString("base64url")]));
  fs.writeFileSync(file, JSON.stringify(made), { mode: 0o600 });
  const passwords = made as Record<Login, string>;
  await provisionCluster(pg.url("postgres"), passwords);
  return {
    ...clusterAt({ root: pg.url("").slice(0, -1), host: `127.0.0.1:${pg.port}`, passwords }),
    stop: pg.stop,
    port: pg.port,
  };
}

export async function databaseExists(cluster: Cluster, name: string): Promise<boolean> {
  const admin = postgres(cluster.superuser("postgres"), { max: 1, onnotice() {} });
  try {
    return (await admin`select 1 from pg_database where datname = ${name}`).length > 0;
  } finally {
    await admin.end();
  }
}

/** A migrated database: to work in, or to clone from. */
export async function makeDatabase(cluster: Cluster, name: string): Promise<void> {
  await dropDatabase(cluster, name);
  await provisionDatabase(cluster.superuser, name);
  await migrate(cluster.url(name, "consonant_migrate"));
}

/** A database of an older source tree: open to logins that it did not know, and migrated. */
export async function bringUpToDate(cluster: Cluster, name: string): Promise<void> {
  await admitLogins(cluster.superuser, name);
  await migrate(cluster.url(name, "consonant_migrate"));
}

export async function cloneDatabase(cluster: Cluster, name: string, template: string): Promise<void> {
  await dropDatabase(cluster, name);
  await provisionDatabase(cluster.superuser, name, template);
}

export async function dropDatabase(cluster: Cluster, name: string): Promise<void> {
  const admin = postgres(cluster.superuser("postgres"), { max: 1, onnotice() {} });
  await admin.unsafe(`drop database if exists "${name}" with (force)`).finally(() => admin.end());
}
