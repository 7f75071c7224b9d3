import postgres from "postgres";

// npm run work-again -- ID | --all: calls whose processing broke off, from the uploads that were kept. A hundred at a time.
const asked = process.argv.slice(2);
const all = asked.includes("--all");
const id = asked.find((word) => !word.startsWith("--"));
const url = process.env.DATABASE_MIGRATE_URL;
if (!url || all === (id !== undefined) || (id && !/^[0-9a-f-]{36}$/.test(id))) {
  console.error("usage: DATABASE_MIGRATE_URL=postgres://… npm run work-again -- ID | --all");
  process.exit(2);
}
const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice() {} });
try {
  const [made] = await sql.begin(async (tx) => {
    await tx`select api.begin_operation('recordings.work-again', ${id ?? "all"})`;
    return tx<{ n: number }[]>`select api.work_again(${id ?? null}) as n`;
  });
  console.log(made!.n === 1 ? "1 call is in line again." : `${made!.n} calls are in line again.`);
  if (made!.n === 0) process.exitCode = 3; // nothing broke off, or not this one
} finally {
  await sql.end();
}
