import postgres from "postgres";
import { roles } from "../db/powers.ts";

// npm run appoint -- EMAIL ROLE: who works at the desk. Needs the migration role's address in DATABASE_MIGRATE_URL.
const [email, role] = process.argv.slice(2);
const url = process.env.DATABASE_MIGRATE_URL;
if (!email || !role || !url || !(roles as readonly string[]).includes(role)) {
  console.error("usage: DATABASE_MIGRATE_URL=postgres://… npm run appoint -- EMAIL reviewer|curator|finance|privacy");
  process.exit(2);
}
const sql = postgres(url, { max: 1, connect_timeout: 10 });
try {
  const [made] = await sql<{ code: string | null }[]>`select code from api.appoint(${email}, ${role})`;
  console.log(`${email} is ${role} now; sessions, keys and passkeys they had have ended.`);
  if (made?.code) {
    console.log(`Their enrolment code, once, for 7 days: ${made.code}`);
    console.log("Tell it to them in person or by telephone, not by mail: with their mailbox it opens the desk.");
  }
} finally {
  await sql.end();
}
