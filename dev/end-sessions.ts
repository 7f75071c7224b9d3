import postgres from "postgres";

// npm run end-sessions -- EMAIL | --everybody [--keys]: after an incident, or when somebody left. Links that they hold die too.
const asked = process.argv.slice(2);
const keys = asked.includes("--keys");
const everybody = asked.includes("--everybody");
const email = asked.find((word) => !word.startsWith("--"));
const url = process.env.DATABASE_MIGRATE_URL;
if (!url || everybody === (email !== undefined)) {
  console.error("usage: DATABASE_MIGRATE_URL=postgres://… npm run end-sessions -- EMAIL | --everybody [--keys]");
  process.exit(2);
}
const sql = postgres(url, { max: 1, connect_timeout: 10 });
try {
  const [made] = await sql<{ n: number }[]>`select api.end_sessions_of(${email ?? null}, ${keys}) as n`;
  console.log(`${made!.n} ${keys ? "sessions and keys" : "sessions"} ended, with every link that they had asked for.`);
} finally {
  await sql.end();
}
