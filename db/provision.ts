import { readFile } from "node:fs/promises";
import postgres from "postgres";
import { handOver } from "./functions.ts";

const here = new URL("./sql/", import.meta.url);
export const logins = [
  "consonant_migrate",
  "consonant_look",
  "consonant_web",
  "consonant_delivery",
  "consonant_media",
  "consonant_money",
  "consonant_mailer",
  "consonant_passkeys",
  "consonant_notary",
] as const;
export type Login = (typeof logins)[number];

/** What needs a superuser, once per cluster: the roles, and a password each. */
export async function provisionCluster(superuserUrl: string, passwords: Record<Login, string>): Promise<void> {
  const sql = postgres(superuserUrl, { max: 1, onnotice() {} });
  try {
    await sql.unsafe(await readFile(new URL("roles.sql", here), "utf8"));
    for (const login of logins)
      await sql.unsafe(`alter role ${login} password '${passwords[login].replaceAll("'", "''")}'`);
  } finally {
    await sql.end();
  }
}

/** And once per database: made, closed to PUBLIC, opened to the logins. A clone needs it as much as a new one. */
export async function provisionDatabase(
  urlOf: (database: string) => string,
  database: string,
  template?: string,
): Promise<void> {
  const admin = postgres(urlOf("postgres"), { max: 1, onnotice() {} });
  await admin
    .unsafe(`create database "${database}" ${template ? `template "${template}"` : ""}`)
    .finally(() => admin.end());
  await admitLogins(urlOf, database);
}

/**
 * Closes a database to PUBLIC and opens it to the logins of this source tree, which an older one may not know; its
 * functions get their owners of today.
 */
export async function admitLogins(urlOf: (database: string) => string, database: string): Promise<void> {
  const sql = postgres(urlOf(database), { max: 1, onnotice() {} });
  try {
    await sql.unsafe((await readFile(new URL("database.sql", here), "utf8")).replaceAll(":database", `"${database}"`));
    await sql.unsafe(await handOver());
  } finally {
    await sql.end();
  }
}
