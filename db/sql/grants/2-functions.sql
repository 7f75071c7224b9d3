-- As consonant_definer. Default privileges already deny PUBLIC; this starts from nothing again.
do $$ declare f regprocedure; begin
  for f in select oid from pg_proc where pronamespace = 'api'::regnamespace loop
    execute format('revoke all on function %s from public, ', f) || (select string_agg(quote_ident(rolname), ', ') from pg_roles where rolname ~ '^consonant_' and rolname <> 'consonant_definer');
  end loop;
end $$;
grant execute on function api.account(), api.person(), api.role(), api.aal(), api.power(), api.organisation(), api.subject(), api.session() to consonant_look, consonant_web, consonant_media, consonant_money;
grant execute on function api.appoint(text, text), api.end_sessions_of(text, boolean), api.wrapped_keys(uuid, int), api.rewrap_key(uuid, text, text) to consonant_migrate;
grant execute on function api.begin_look(text) to consonant_look;
grant execute on function api.public_figures() to consonant_look, consonant_web;
grant execute on function api.begin_request(text, text, text), api.request_login(text, text, text, text), api.redeem_login(text, text, text), api.redeem_code(text, text, text),
  api.sign_out(text), api.end_sessions(uuid), api.my_ways_in(text), api.remove_passkey(uuid), api.claim_phone(text, text), api.confirm_phone(text), api.forget_phone(), api.close_account(),
  api.create_key(text, text[]), api.revoke_key(uuid), api.create_organisation(text, text, text), api.enqueue(text, uuid),
  api.open_intake(text, uuid, text), api.ask_consent(uuid, text, text), api.answer_consent(uuid, text, text), api.withdraw_consent(uuid), api.strike_out(uuid, text[], int[], int[], text[]), api.receive_stripe_event(text, text, text),
  api.issue_download(text, uuid, text, int), api.issue_listen(text, uuid),
  api.suspend(text, text), api.propose_resume(text), api.approve_resume(uuid) to consonant_web;
grant execute on function api.begin_ceremony(text, text, text), api.passkey_of(text), api.raise_session(text, text, text, bigint),
  api.add_passkey(text, text, text, text, bigint, text[], text, text), api.passkey_login(text, text, text, bigint) to consonant_passkeys;
grant execute on function api.begin_job(text, text, text), api.family_tasks() to consonant_media, consonant_money;
grant execute on function api.speaker_label(uuid), api.ask_other_party(uuid) to consonant_media;
grant execute on function api.keep_fingerprints(text[], text, text[], text[], int[], int[]), api.fingerprint_candidates(text, int[], int[], int[]) to consonant_media;
grant execute on function api.post_journal(text, text, uuid, text[], bigint[]), api.enqueue(text, uuid), api.audit_verify() to consonant_money;
grant execute on function api.audit_leaves(bigint, int), api.audit_head() to consonant_notary;
grant execute on function api.redeem_grant(uuid), api.record_served(uuid, bigint, bigint), api.sample_file(uuid) to consonant_delivery;
grant execute on function api.visitor_wait(text, text) to consonant_web;

-- to attach the triggers; a trigger function cannot be called
grant execute on function api._record(), api._seal(), api._stamp(), api._transition(), api._tell(), api._keep_version(), api._keep_parts(),
  api._move_on(), api._follow_recording(), api._consented(), api._limit_recordings(), api._within_cap(), api._name_objects(), api._keep_job(), api._catalogue_changed(), api._frozen(), api._balanced() to consonant_owner;
