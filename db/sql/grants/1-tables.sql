-- Run after every migration. Starts from nothing, so a grant that leaves these files leaves the database. What may be read
-- comes from the classification, whole-row inserts from db/grants.ts; here are updates, deletes and the definer functions' own.
do $$ declare t record; v_all text := (select string_agg(quote_ident(rolname), ', ') from pg_roles where rolname ~ '^consonant_' and rolname <> 'consonant_owner'); begin
  execute 'revoke all on schema app, priv, api from public, ' || (select string_agg(quote_ident(rolname), ', ') from pg_roles where rolname ~ '^consonant_' and rolname not in ('consonant_owner', 'consonant_identity', 'consonant_chain', 'consonant_books', 'consonant_definer', 'consonant_migrate'));
  for t in select n.nspname s, c.relname n from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname in ('app', 'priv') and c.relkind in ('r', 'p') loop
    execute format('alter table %I.%I enable row level security, force row level security', t.s, t.n);
    execute format('revoke all on table %I.%I from public, ', t.s, t.n) || v_all;
  end loop;
end $$;

grant usage on schema app, api to consonant_look, consonant_web, consonant_media, consonant_money;
grant usage on schema api to consonant_delivery, consonant_passkeys, consonant_migrate;
grant usage on schema priv to consonant_mailer, consonant_media, consonant_money;

-- web: under a power each (the policies), these columns and no others
grant update (handle, locale) on app.users to consonant_web;
grant update (state, other_party, reason, note) on app.recordings to consonant_web;
grant update (title, summary, price_per_hour_cents) on app.datasets to consonant_web;
grant update (state, notes, progress_percent, published_at) on app.versions to consonant_web;
grant update (removed_at) on app.version_clips to consonant_web;
grant update (checkout_session, checkout_url) on app.orders to consonant_web;
grant update (state, country) on app.payout_accounts to consonant_web;

grant update (state, reason, note, detail, duplicate_of, step, progress_percent, duration_seconds, sample_rate_hz, channels, redactions) on app.recordings to consonant_media;
grant update (state, commit, price_cents, speech_seconds, clip_count, speaker_count, median_snr_db, total_bytes, stats, card, progress_percent) on app.versions to consonant_media;
grant delete on app.clips, app.reports, app.repeats, app.version_files, app.samples, app.version_shares to consonant_media;

grant update (state) on app.orders to consonant_money;
grant update (revoked_at) on app.entitlements to consonant_money;
grant update (state) on app.payout_accounts to consonant_money;
grant delete on app.payout_links to consonant_money;
grant update (state) on app.payout_runs to consonant_money;
grant update (state, reason, attempt, transfer_id) on app.payouts to consonant_money;
grant update (settled_at) on priv.stripe_events to consonant_money;

grant select, delete, update (failures, not_before) on priv.mail_outbox, priv.text_outbox to consonant_mailer;

-- the notary: what it has signed, added and never changed
grant usage on schema app, api to consonant_notary;
grant select, insert (note, size) on app.checkpoints to consonant_notary;

-- The functions' owners: the tables that their functions touch, and no others. Who can make an identity (identity), an entry
-- of the audit (chain) or one of the ledger (books) can do nothing else, and nobody else can.
grant select on priv.context_key, app.powers, app.job_kinds, app.service_state, priv.rate_limits to consonant_identity;
grant select, insert, update (revoked_at, seen_at) on priv.credentials to consonant_identity;
grant select, insert, delete, update (used_at, wrong_codes) on priv.login_tokens to consonant_identity;
grant select, insert, update (ended_at) on app.sessions to consonant_identity;
grant select, insert, update (removed_at) on app.passkeys to consonant_identity;
grant select, insert, delete, update (counter, used_at) on priv.passkey_keys to consonant_identity;
grant select, insert, delete on priv.ceremonies, priv.enrolment_codes to consonant_identity;
grant select, insert, update (revoked_at) on app.api_keys to consonant_identity;
grant select, insert, update (role) on app.users to consonant_identity;
grant select, insert on priv.contacts, app.members, app.organisations to consonant_identity;
grant select, insert, delete, update (count, since) on priv.rate_counters to consonant_identity;
grant insert on priv.mail_outbox to consonant_identity;

grant select, insert on app.audit, priv.chain to consonant_chain;
grant select, update (seq, hash) on priv.chain_head to consonant_chain;

grant select, insert on app.ledger_accounts, app.journals, app.entries to consonant_books;
grant select, insert, update (payable_micros) on app.balances to consonant_books;
grant select on app.earnings, app.rates, app.users to consonant_books;

grant select on app.audit, app.job_kinds, app.vaults, app.samples, app.version_shares, app.version_files, app.entitlements, priv.rate_counters, priv.rate_limits to consonant_definer;
grant select (token_hash, revoked_at, expires_at) on priv.credentials to consonant_definer;
grant select, insert, delete on app.phones, priv.phone_numbers to consonant_definer;
grant select, insert, delete, update (mac, sealed, code_hash, wrong_codes, expires_at) on priv.phone_claims to consonant_definer;
grant insert on priv.text_outbox, priv.mail_outbox, priv.served_ranges to consonant_definer;
grant select, insert on app.transitions to consonant_definer;
grant select, insert on priv.raw_objects, priv.speakers, priv.stripe_events, priv.download_grants to consonant_definer;
grant select, delete, update (wrapped) on priv.vault_keys to consonant_definer;
grant delete on app.vaults to consonant_definer;
grant select, delete on priv.contacts, app.repeats to consonant_definer;
grant select, insert, delete on priv.invitations, priv.fingerprint_codes, priv.strikes to consonant_definer;
grant select, insert, delete, update (version, print) on priv.fingerprints to consonant_definer;
grant select, update (status, handle) on app.users to consonant_definer;
grant select, update (other_party, state, reason, title, note) on app.recordings to consonant_definer;
grant select, insert, update (answer, notice_hash, call_title) on app.consents to consonant_definer;
grant select, update (usable) on app.clips to consonant_definer;
grant select, update (removed_at) on app.version_clips to consonant_definer;
grant select, update (state) on app.versions to consonant_definer;
grant select, update (current_version_id) on app.datasets to consonant_definer;
grant select, update (suspended, epoch, reason, since) on app.service_state to consonant_definer;
grant select, update (version) on app.catalogue_version to consonant_definer;
grant select, insert, update (approved_by) on app.resume_requests to consonant_definer;

-- triggers: the audit on every table that anybody can change, in every way it can be changed
do $$ declare t record; begin
  for t in select c.relname n, exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'created_at') stamped
             from pg_class c where c.relnamespace = 'app'::regnamespace and c.relkind = 'r'
              and c.relname not in ('audit', 'checkpoints', 'transitions', 'powers', 'job_kinds', 'catalogue_version', 'rates') loop
    execute format('create or replace trigger record_insert after insert on app.%I referencing new table as changed for each statement execute function api._record()', t.n);
    execute format('create or replace trigger record_update after update on app.%I referencing new table as changed for each statement execute function api._record()', t.n);
    execute format('create or replace trigger record_delete after delete on app.%I referencing old table as changed for each statement execute function api._record()', t.n);
    if t.stamped then execute format('create or replace trigger stamp before insert on app.%I for each row execute function api._stamp()', t.n); end if;
  end loop;
  foreach t.n in array array['recordings', 'versions', 'orders', 'payouts'] loop
    execute format('create or replace trigger transition after insert or update on app.%I for each row execute function api._transition()', t.n);
  end loop;
  foreach t.n in array array['version_files', 'samples', 'version_shares'] loop
    execute format('create or replace trigger keep before insert or update or delete on app.%I for each row execute function api._keep_parts(''building'')', t.n);
  end loop;
  foreach t.n in array array['journals', 'entries'] loop
    execute format('create or replace trigger frozen before update or delete on app.%I for each row execute function api._frozen()', t.n);
    execute format('create or replace trigger never_emptied before truncate on app.%I execute function api._frozen()', t.n);
  end loop;
end $$;
create or replace trigger keep before insert or update or delete on app.version_clips for each row execute function api._keep_parts('draft,failed');
create or replace trigger keep before update on app.versions for each row execute function api._keep_version();
create or replace trigger move_on after update on app.versions for each row execute function api._move_on();
create or replace trigger name_objects after insert on app.recordings for each row execute function api._name_objects();
create or replace trigger limit_recordings before insert on app.recordings for each row execute function api._limit_recordings();
create or replace trigger within_cap before insert on app.earnings for each row execute function api._within_cap();
create or replace trigger consented before insert or update of other_party on app.recordings for each row execute function api._consented();
create or replace trigger follow after update on app.recordings for each row execute function api._follow_recording();
create or replace trigger tell after insert on app.transitions for each row execute function api._tell();
create or replace trigger catalogue_changed after update on app.service_state for each statement execute function api._catalogue_changed();
create or replace trigger catalogue_changed after update on app.datasets for each statement execute function api._catalogue_changed();
drop trigger if exists catalogue_changed on app.versions;
create trigger catalogue_changed after update on app.versions for each row when (new.state is distinct from old.state) execute function api._catalogue_changed();
drop trigger if exists seal on app.audit;
create constraint trigger seal after insert on app.audit deferrable initially deferred for each row execute function api._seal();
drop trigger if exists balanced on app.entries;
create constraint trigger balanced after insert on app.entries deferrable initially deferred for each row execute function api._balanced();
