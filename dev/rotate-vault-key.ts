import postgres from "postgres";
import { rewrapVaultKeys } from "./rewrap-vault-keys.ts";

// npm run rotate-vault-key: see the text below. It can be killed and run again at any time.
const usage = `usage: DATABASE_MIGRATE_URL=postgres://… VAULT_IDENTITY=NEW,OLD npm run rotate-vault-key

Replaces the key that opens every contributor's own key. No recording is touched, and no upload waits.
  1. Make a new identity (age-keygen) and give the media worker both: VAULT_IDENTITY=NEW,OLD. Restart it.
  2. Run this command with the same two. Every key that the old one opened is sealed to the new one.
  3. Give the media worker the new one alone. Restart it. Run this command with NEW alone: it says whether all of them open.
     Then destroy the old one, and the backups of the database that it opens.

Exit codes: 0 all of them open with the new key, 1 some do not, 2 usage.`;

const { DATABASE_MIGRATE_URL: url, VAULT_IDENTITY: identities } = process.env;
if (!url || !identities?.startsWith("AGE-SECRET-KEY-")) {
  console.error(usage);
  process.exit(2);
}
const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice() {} });
try {
  const { already, rewrapped, unopened } = await rewrapVaultKeys(sql, identities);
  console.log(`${rewrapped} keys sealed anew, ${already} were already, ${unopened.length} do not open`);
  for (const user of unopened) console.log(`does not open: the key of account ${user}`);
  process.exitCode = unopened.length > 0 ? 1 : 0;
} finally {
  await sql.end();
}
