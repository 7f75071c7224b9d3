import postgres from "postgres";
import { migrate } from "../db/migrate.ts";
import { admitLogins, type Login, logins, provisionCluster, provisionDatabase } from "../db/provision.ts";

// npm run migrate: brings a database of your own to this source tree. With DATABASE_SUPERUSER_URL and a password each
// (CONSONANT_LOOK_PASSWORD and so on) it makes roles and database first, or what a newer source tree adds to them; with
// DATABASE_MIGRATE_URL alone it only migrates.
const { DATABASE_SUPERUSER_URL: superuser, DATABASE_MIGRATE_URL: url } = process.env;
if (!url) {
  console.error(
    "DATABASE_MIGRATE_URL is missing: postgres://consonant_migrate:…@host/database. env.example explains it.",
  );
  process.exit(2);
}
const database = new URL(url).pathname.slice(1);
if (superuser) {
  const passwords = Object.fromEntries(logins.map((login) => [login, passwordOf(login)])) as Record<Login, string>;
  const urlOf = (name: string) => Object.assign(new URL(superuser), { pathname: `/${name}` }).href;
  await provisionCluster(urlOf("postgres"), passwords);
  if (await isThere(urlOf("postgres"))) await admitLogins(urlOf, database);
  else await provisionDatabase(urlOf, database);
}
await migrate(url);
console.log(`${database} is at this source tree`);

function passwordOf(login: Login): string {
  const name = `${login.toUpperCase()}_PASSWORD`;
  const password = process.env[name];
  if (!password) throw new Error(`${name} is missing: each login role has a password of its own.`);
  return password;
}

async function isThere(adminUrl: string): Promise<boolean> {
  const admin = postgres(adminUrl, { max: 1, onnotice() {} });
  try {
    return (await admin`select 1 from pg_database where datname = ${database}`).length > 0;
  } finally {
    await admin.end();
  }
}
