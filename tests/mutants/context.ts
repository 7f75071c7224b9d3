import { mutantsOf } from "./mutant.ts";

/** Who is asking: 1-context.sql. */
export const context = mutantsOf("context", ["identity", "assurance", "powers", "reading"], {
  "the MAC is not looked at": ["_context", "if sha256(", "if false and sha256("],
  "the MAC covers no word": ["_mac", "'|' || p_body", "'|'"],
  "the MAC is another backend's too": ["_mac", "pg_backend_pid() || '|' ||", "'|' ||"],
  "the MAC is another transaction's too": ["_mac", "extract(epoch from transaction_timestamp()) || '|' ||", "'|' ||"],
  "the MAC reads the clock as text": [
    "_mac",
    "extract(epoch from transaction_timestamp())",
    "transaction_timestamp()::text",
  ],
  "the context lives for ever": [
    "_context",
    "if clock_timestamp() > transaction_timestamp()",
    "if false and clock_timestamp() > transaction_timestamp()",
  ],
  "the context outlives its transaction": [
    "_open",
    "api._mac(v_body) || v_body, true)",
    "api._mac(v_body) || v_body, false)",
  ],
  "any isolation level": ["_open", "<> 'read committed'", "= 'nothing'"],
  "any holder of a power": ["_open", "if not found or not coalesce", "if not coalesce"],
  "a key acts": ["_open", "or not coalesce(p_power = any(p_scopes), true)", ""],
  "any assurance": ["_open", "if p_aal < v_rule.min_aal", "if false"],
  "any age of the sign-in": ["_open", "if p_hash is not null and v_rule.fresh_seconds is not null", "if false"],
  "no switch": ["_open", "if v_rule.stop is not null and", "if false and"],
  "'all' stops nothing": ["_stopped", "id in ('all', p_switch)", "id = p_switch"],
  "only 'all' stops": ["_stopped", "id in ('all', p_switch)", "id = 'all'"],
  "the desk keeps its role without a passkey": [
    "_open",
    "case when api._at_desk(p_role) and p_aal < 2 then 'anonymous' else p_role end",
    "p_role",
  ],
  "a reviewer is not of the desk": ["_at_desk", "'reviewer', ", ""],
  "finance is not of the desk": ["_at_desk", "'finance', ", ""],
  "privacy is not of the desk": ["_at_desk", ", 'privacy'", ""],
  "a passkey's word holds for ever": [
    "_credential",
    "c.raised_at > clock_timestamp() - interval '4 hours'",
    "c.raised_at is not null",
  ],
  "everybody is raised": ["_credential", "then 2 else 1 end", "then 2 else 2 end"],
  "a revoked token": ["_credential", "and c.revoked_at is null", ""],
  "a late token": ["_credential", "and c.expires_at > clock_timestamp()", ""],
  "a token that is late by now()": ["_credential", "c.expires_at > clock_timestamp()", "c.expires_at > now()"],
  "a closed account's token": ["_credential", "and u.status = 'active'", ""],
  "a token that nobody has used for a day": [
    "_credential",
    "and (c.kind = 'key' or c.seen_at >",
    "and (true or c.seen_at >",
  ],
  "the desk may stay away for four hours": ["_credential", "then interval '1 hour'", "then interval '4 hours'"],
  "a token's hash is a token": [
    "_credential",
    "c.token_hash = sha256(convert_to(p_token, 'utf8'))",
    "(c.token_hash = sha256(convert_to(p_token, 'utf8')) or encode(c.token_hash, 'hex') = p_token)",
  ],
  "a key is a person": ["person", "where c ->> 'via' = 'session'", "where true"],
  "a person has a subject": ["subject", "where c ->> 'via' like 'job:%'", "where true"],
  "an unknown token is nobody's, not nothing": [
    "begin_request",
    "raise exception 'signed out' using errcode = 'CN401';",
    "return;",
  ],
  "keys while they are stopped": ["begin_request", "if v.via = 'key' and api._stopped('api')", "if false"],
  "who has a passkey is fresh by signing in": [
    "_fresh_at",
    "then c.raised_at else",
    "then greatest(c.raised_at, c.created_at) else",
  ],
  "a passkey that was removed still asks": ["_fresh_at", "and p.removed_at is null", "and p.removed_at is not null"],
});

/** What is fresh, and what is used. */
export const used = mutantsOf("context", ["ways-in", "sessions", "assurance"], {
  "a key proves that its owner is there": ["_fresh_at", "and c.kind = 'session'", ""],
  "who never proved to be there is fresh": [
    "_open",
    "coalesce(api._fresh_at(p_hash), '-infinity')",
    "coalesce(api._fresh_at(p_hash), 'infinity')",
  ],
  "a session that nobody uses lives a day": [
    "_credential",
    "else interval '4 hours' end",
    "else interval '24 hours' end",
  ],
  "what is used is not noted": ["begin_request", "if v.unseen then perform api._seen(v.hash); end if;", ""],
  "one is used, all are noted": [
    "_seen",
    "where token_hash = (select c.token_hash from priv.credentials c where c.token_hash = p_hash for update skip locked)",
    "where true",
  ],
  "a request waits for the row of its session": ["_seen", "for update skip locked", "for update"],
});

export const jobContext = mutantsOf("jobs", ["workers", "acts", "guards", "web-writes", "escape"], {
  "a job that waits": ["begin_job", "and j.locked_at is not null", ""],
  "another family's job": ["begin_job", "and session_user = 'consonant_' || k.family", ""],
  "about any subject": ["begin_job", "and (p_subject is null or j.payload ->> 'subject' = p_subject)", ""],
  "under any power": ["begin_job", "and p_power = any(k.acts_under)", ""],
  "every family's jobs": ["family_tasks", "where session_user = 'consonant_' || k.family", ""],
  "a job takes another subject": ["_keep_job", "new.payload::text is distinct from old.payload::text or ", ""],
  "a job becomes another kind's": ["_keep_job", " or new.task_id <> old.task_id", ""],
  "a worker adds jobs": "grant insert on graphile_worker._private_jobs to consonant_media, consonant_money",
  "media renames kinds of job": "grant update on graphile_worker._private_tasks to consonant_media",
  "web is among the jobs":
    "grant usage on schema graphile_worker to consonant_web; grant select on all tables in schema graphile_worker to consonant_web",
  "asked for about a row that was left alone": ["enqueue", "and a.act = (c ->> 'act')::uuid", ""],
  "asked for under any power": ["enqueue", "and c ->> 'power' = any(k.asked_under)", ""],
  "asked for about another table's row": ["enqueue", "a.table_name = k.about", "true"],
  "asked for about any row of the act's tables": ["enqueue", "and p_subject::text = any(a.ids)", ""],
  "paid for before it was reviewed":
    "update app.job_kinds set asked_under = asked_under || 'recordings.add'::text where task = 'earnings.accrue'",
  "erased by who adds":
    "update app.job_kinds set asked_under = asked_under || 'recordings.add'::text where task = 'recordings.erase'",
  "built by who composes":
    "update app.job_kinds set asked_under = asked_under || 'versions.compose'::text where task = 'versions.build'",
});
