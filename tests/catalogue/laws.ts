import { functionLaws } from "./function-laws.ts";
import { type Law, law, owners } from "./law.ts";

const column = "rel join pg_attribute a on a.attrelid = rel.oid and a.attnum > 0 and not a.attisdropped";
const class_ = "coalesce(col_description(rel.oid, a.attnum), '')";
const logins =
  "'{consonant_look,consonant_web,consonant_delivery,consonant_media,consonant_money,consonant_mailer,consonant_notary}'::text[]";
/** The functions this role may execute, apart from these. */
const callsMore = (role: string, ...allowed: string[]) =>
  `select oid::regprocedure::text line from fn where has_function_privilege('${role}', oid, 'execute') and not proname = any('{${allowed.join(",")}}')`;
/** The tables of which this role may read, write or delete anything. */
const reaches = (role: string) =>
  `select oid::regclass::text line from rel where relkind <> 'S' and (has_any_column_privilege('${role}', oid, 'select, insert, update') or has_table_privilege('${role}', oid, 'delete'))`;
const who = ["account", "person", "role", "aal", "power", "organisation", "subject", "session"];
export const laws: Law[] = [
  law(
    "row security is forced on every table",
    "select oid::regclass::text line from rel where relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity)",
    "alter table priv.contacts no force row level security",
  ),
  law(
    "every table has a policy",
    "select oid::regclass::text line from rel where relkind in ('r', 'p') and not exists (select from pg_policy where polrelid = rel.oid)",
    "create table app.notes (id int)",
  ),
  law(
    "a view is its caller",
    "select oid::regclass::text line from rel where relkind = 'm' or (relkind = 'v' and not coalesce(reloptions::text like '%security_invoker=true%', false))",
    "create view app.v as select id from app.recordings",
  ),
  law(
    "who logs in owns nothing",
    "select rel.oid::regclass::text line from rel join pg_roles r on r.oid = relowner where rolcanlogin",
    "alter table app.users owner to consonant_web",
  ),
  law(
    "every column is classified",
    `select rel.oid::regclass || '.' || attname line from ${column} where relkind in ('r', 'p', 'v', 'm') and ${class_} !~ '^class:(public|own|desk|secret)$'`,
    "alter table app.users add column nickname text",
  ),
  law(
    "nothing of priv is less than secret",
    `select rel.oid::regclass || '.' || attname line from ${column} where relkind = 'r' and relnamespace = 'priv'::regnamespace and ${class_} <> 'class:secret'`,
    "comment on column priv.contacts.email is 'class:own'",
  ),
  law(
    "web and look read no secret column",
    `select r || ' ' || rel.oid::regclass || '.' || attname line from unnest('{consonant_web,consonant_look}'::text[]) r, ${column}
      where relkind in ('r', 'p', 'v', 'm') and has_column_privilege(r, rel.oid, attnum, 'select') and ${class_} = 'class:secret'`,
    "grant select (shelf_key) on app.clips to consonant_look",
  ),
  law(
    "web writes no secret column",
    `select rel.oid::regclass || '.' || attname line from ${column} where relkind = 'r' and has_column_privilege('consonant_web', rel.oid, attnum, 'insert, update') and ${class_} = 'class:secret'`,
    "grant insert (shelf_key) on app.clips to consonant_web",
  ),
  law(
    "web and look have no part in priv",
    `select r line from unnest('{consonant_web,consonant_look}'::text[]) r where has_schema_privilege(r, 'priv', 'usage')
      union all select oid::regclass::text from rel where relnamespace = 'priv'::regnamespace and relkind = 'r' and has_any_column_privilege('consonant_web', oid, 'select, insert, update')`,
    "grant insert on priv.credentials to consonant_web",
  ),
  law(
    "web deletes nothing",
    "select oid::regclass::text line from rel where relkind = 'r' and has_table_privilege('consonant_web', oid, 'delete, truncate, trigger, references, maintain')",
    "grant delete on app.recordings to consonant_web",
  ),
  law(
    "who writes in app is audited",
    `select r || ' ' || rel.oid::regclass line from unnest(${logins}) r, rel where relkind = 'r' and relnamespace = 'app'::regnamespace
      and oid <> 'app.checkpoints'::regclass /* an entry about a checkpoint would ask for the next one */ and (has_any_column_privilege(r, oid, 'insert, update') or has_table_privilege(r, oid, 'delete'))
      and 3 > (select count(*) from pg_trigger where tgrelid = rel.oid and tgenabled = 'O' and tgfoid = 'api._record()'::regprocedure)`,
    "alter table app.orders disable trigger record_update",
  ),
  law(
    "every audit entry is sealed",
    "select 'app.audit' line where not exists (select from pg_trigger where tgrelid = 'app.audit'::regclass and tgenabled = 'O' and tgfoid = 'api._seal()'::regprocedure)",
    "drop trigger seal on app.audit",
  ),
  law(
    "a policy asks who is there, except where everyone reads what is public",
    `select p.tablename || '.' || policyname line from pg_policies p where schemaname in ('app', 'priv')
      and ('public' = any(roles) or (roles && '{consonant_web,consonant_look,consonant_media,consonant_money}' and coalesce(qual, with_check) = 'true'
        and not (policyname = 'everyone_reads' and cmd = 'SELECT' and not exists (select from ${column}
          where rel.oid = format('%I.%I', p.schemaname, p.tablename)::regclass and ${class_} <> 'class:public'))))`,
    "alter policy users_read on app.users using (true)",
  ),
  law(
    "a policy of web or a worker that writes asks for a power",
    `select tablename || '.' || policyname line from pg_policies where schemaname in ('app', 'priv') and roles && '{consonant_web,consonant_look,consonant_media,consonant_money}'
      and cmd <> 'SELECT' and (cmd = 'INSERT' and coalesce(with_check, '') not like '%api.power()%' or cmd <> 'INSERT' and coalesce(qual, '') not like '%api.power()%')`,
    "alter policy orders_settle on app.orders using (true)",
  ),
  law(
    "a worker's policy that reads asks for a job",
    `select tablename || '.' || policyname line from pg_policies where schemaname in ('app', 'priv') and roles && '{consonant_media,consonant_money}'
      and cmd = 'SELECT' and qual not like '%api.role()%system%'`,
    "alter policy orders_job on app.orders using (api.account() is null)",
  ),
  ...functionLaws,
  law(
    "a row is let out under the power that let it in: PostgreSQL takes any update policy's check",
    `select polrelid::regclass || ' ' || polname line from pg_policy
      where polcmd = 'w' and polwithcheck is not null and pg_get_expr(polwithcheck, polrelid) !~ 'api[.]power' and not polroles && (${owners} || '{consonant_owner}')::regrole[]::oid[]`,
    "create policy out on app.recordings for update to consonant_web using (state = 'x') with check (state = 'accepted')",
  ),
  law(
    "look calls nothing that changes anything",
    callsMore("consonant_look", ...who, "begin_look", "public_figures", "held_up"),
    "grant execute on function api.begin_request(text, text, text) to consonant_look",
  ),
  law(
    "look writes nothing",
    "select oid::regclass::text line from rel where relkind = 'r' and (has_any_column_privilege('consonant_look', oid, 'insert, update, references') or has_table_privilege('consonant_look', oid, 'delete, truncate'))",
    "grant update (title) on app.recordings to consonant_look",
  ),
  law(
    "delivery has three verbs",
    `${callsMore("consonant_delivery", "redeem_grant", "record_served", "sample_file")} union all ${reaches("consonant_delivery")}`,
    "grant execute on function api.issue_download(text, uuid, text, int) to consonant_delivery",
  ),
  law(
    "the mailer has the outbox",
    `${callsMore("consonant_mailer")} union all ${reaches("consonant_mailer")} and oid not in ('priv.mail_outbox'::regclass, 'priv.text_outbox'::regclass)`,
    "grant select on priv.contacts to consonant_mailer",
  ),
  law(
    "the notary has the chain's hashes, and adds checkpoints",
    `${callsMore("consonant_notary", "audit_head", "audit_leaves")} union all ${reaches("consonant_notary")} and oid <> 'app.checkpoints'::regclass`,
    "grant select on app.audit to consonant_notary",
  ),
  law(
    "nobody else adds a checkpoint, and nobody changes one",
    `select r.rolname::text line from pg_roles r, rel where r.rolname like 'consonant\\_%' and r.rolname <> 'consonant_owner' and rel.oid = 'app.checkpoints'::regclass
      and (has_any_column_privilege(r.oid, rel.oid, 'update') or has_table_privilege(r.oid, rel.oid, 'delete, truncate') or (r.rolname <> 'consonant_notary' and has_any_column_privilege(r.oid, rel.oid, 'insert')))
      union all select policyname::text from pg_policies where tablename = 'checkpoints' and cmd <> 'SELECT' and roles <> '{consonant_notary}'`,
    "grant insert on app.checkpoints to consonant_definer",
  ),
  law(
    "the passkeys process has its verbs, and no table",
    `${callsMore("consonant_passkeys", "begin_ceremony", "passkey_of", "raise_session", "add_passkey", "passkey_login")} union all ${reaches("consonant_passkeys")}`,
    "grant select on priv.passkey_keys to consonant_passkeys",
  ),
  law(
    "media has no verb of web's or of money's",
    callsMore(
      "consonant_media",
      ...who,
      "begin_job",
      "family_tasks",
      "speaker_label",
      "ask_other_party",
      "keep_fingerprints",
      "fingerprint_candidates",
    ),
    "grant execute on function api.post_journal(text, text, uuid, text[], bigint[]) to consonant_media",
  ),
  law(
    "money has no verb of web's or of media's",
    callsMore("consonant_money", ...who, "begin_job", "family_tasks", "post_journal", "enqueue", "audit_verify"),
    "grant execute on function api.begin_request(text, text, text) to consonant_money",
  ),
  law(
    "media reaches no money",
    `${reaches("consonant_media")} and oid::regclass::text ~ '^(app[.](rates|ledger_accounts|balances|journals|entries|earnings|royalties|payout.*|orders|entitlements)|priv[.](payout_rails|stripe_events))$'`,
    "grant select on app.balances to consonant_media",
  ),
  law(
    "money reaches no voice, and no key to one",
    `select rel.oid::regclass || '.' || attname line from ${column} where has_column_privilege('consonant_money', rel.oid, attnum, 'select')
      and (relnamespace = 'app'::regnamespace and ${class_} = 'class:secret' or rel.oid::regclass::text in ('app.clips', 'app.reports', 'app.vaults', 'app.consents', 'app.samples', 'app.version_files', 'priv.vault_keys', 'priv.raw_objects'))`,
    "grant select (raw_key) on priv.raw_objects to consonant_money",
  ),
  law(
    "nobody who logs in reads a credential, an address or the key of the context",
    `select r || ' ' || rel.oid::regclass line from unnest(${logins} || '{consonant_migrate}'::text[]) r, rel
      where oid::regclass::text in ('priv.credentials', 'priv.login_tokens', 'priv.contacts', 'priv.context_key', 'priv.chain', 'priv.chain_head', 'priv.rate_counters', 'priv.download_grants', 'priv.invitations', 'priv.speakers', 'priv.passkey_keys', 'priv.ceremonies', 'priv.enrolment_codes', 'priv.phone_numbers', 'priv.phone_claims', 'priv.fingerprints', 'priv.fingerprint_codes')
        and has_any_column_privilege(r, oid, 'select, insert, update')`,
    "grant select on priv.contacts to consonant_money",
  ),
  law(
    "who faces people has no part in the jobs",
    "select r line from unnest('{consonant_web,consonant_look,consonant_delivery,consonant_mailer}'::text[]) r where has_schema_privilege(r, 'graphile_worker', 'usage')",
    "grant usage on schema graphile_worker to consonant_web",
  ),
  law(
    "a worker is among its own family's jobs, whose names it cannot change",
    `select policyname::text line from pg_policies where schemaname = 'graphile_worker' and tablename = '_private_jobs' and roles && '{public,consonant_media,consonant_money}'
        and (qual not like '%api.family_tasks()%' or with_check not like '%api.family_tasks()%')
      union all select r from unnest('{consonant_media,consonant_money}'::text[]) r where has_table_privilege(r, 'graphile_worker._private_tasks', 'update, delete')`,
    "alter policy worker on graphile_worker._private_jobs using (true)",
  ),
  law(
    "no role is strong",
    "select rolname line from pg_roles where rolname like 'consonant\\_%' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication or rolinherit)",
    "alter role consonant_web bypassrls",
  ),
  law(
    "nobody is a member of a role, except who migrates",
    "select member::regrole || ' of ' || roleid::regrole line from pg_auth_members where member::regrole::text like 'consonant\\_%' and not (member = 'consonant_migrate'::regrole and not inherit_option)",
    "grant consonant_owner to consonant_web",
  ),
  law(
    "nobody makes a schema, a temporary table, a block of code or a large object",
    `select r line from unnest(${logins}) r where has_database_privilege(r, current_database(), 'create, temporary') or has_language_privilege(r, 'plpgsql', 'usage')
      or has_schema_privilege(r, 'public', 'usage, create') or has_schema_privilege(r, 'api', 'create') or has_schema_privilege(r, 'app', 'create')
      or has_function_privilege(r, 'lo_create(oid)', 'execute')`,
    "grant usage on language plpgsql to consonant_web",
  ),
];
