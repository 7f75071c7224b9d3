import postgres from "postgres";
import { interleaved } from "./load.ts";
import { ended, site, started, startMarket, superuserUrl } from "./market.ts";
import { type Measure, measured, median } from "./measure.ts";

/** A signed link issued through the whole path (key, licence, switches, a row, a MAC), against node:http with one query and one HMAC. */
export async function measureLink(): Promise<Measure[]> {
  const market = await startMarket();
  const sql = postgres(superuserUrl(), { max: 1, onnotice() {} });
  const port = 4590;
  const floor = await started(
    ["--import", "tsx", "bench/bare-link.ts"],
    { BENCH_DATABASE_URL: superuserUrl(), BENCH_PORT: String(port) },
    "ready",
    30_000,
  );
  try {
    const token = await buyersKey(sql);
    // the load is more than a key may ask for in an hour; it is counted all the same. The next start sets the limit again.
    await sql`update priv.rate_limits set most = 2000000000 where kind = 'links'`;
    const [file] = await sql<{ id: string; version: string; path: string }[]>`
      select f.id, f.version_id as version, f.path from app.version_files f
        join app.entitlements e on e.version_id = f.version_id and e.revoked_at is null order by f.path limit 1`;
    const [ours, theirs] = await interleaved([
      {
        name: "signed link",
        url: `${site}/download/${file!.version}/${file!.path}`,
        headers: { authorization: `Bearer ${token}` },
        expect: 302,
      },
      { name: "bare query and HMAC", url: `http://127.0.0.1:${port}/${file!.id}`, expect: 200 },
    ]);
    return [
      measured("signed link, time of the whole path", 1_000_000 / median(ours!), "µs", 1_000_000 / median(theirs!), 3),
    ];
  } finally {
    await sql.end();
    await ended(floor);
    await ended(market);
  }
}

/** A key for a member of a company that holds a licence, made past the triggers, as only a superuser can. */
async function buyersKey(sql: postgres.Sql): Promise<string> {
  const token = `hf_${"b".repeat(64)}`;
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    const [member] = await tx<{ userId: string }[]>`
      select m.user_id as "userId" from app.members m join app.entitlements e on e.organisation_id = m.organisation_id where e.revoked_at is null limit 1`;
    const { userId } = member!;
    await tx`delete from priv.credentials where token_hash = sha256(convert_to(${token}, 'utf8'))`;
    const [key] = await tx<
      { id: string }[]
    >`insert into app.api_keys (user_id, label, scopes) values (${userId}, 'bench', '{downloads.issue}') returning id`;
    await tx`insert into priv.credentials (token_hash, kind, user_id, key_id, scopes, expires_at)
             values (sha256(convert_to(${token}, 'utf8')), 'key', ${userId}, ${key!.id}, '{downloads.issue}', now() + interval '1 hour')`;
  });
  return token;
}
