-- Who may call the functions of consonant_definer.
grant execute on function api.public_figures() to consonant_look, consonant_web;
grant execute on function api.held_up() to consonant_look;
grant execute on function api.claim_phone(text, text), api.confirm_phone(text), api.forget_phone(), api.close_account(), api.enqueue(text, uuid),
  api.open_intake(text, uuid, text), api.ask_consent(uuid, text, text), api.answer_consent(uuid, text, text), api.withdraw_consent(uuid),
  api.strike_out(uuid, text[], int[], int[], text[]), api.receive_stripe_event(text, text, text), api.issue_download(text, uuid, text, int),
  api.issue_listen(text, uuid), api.suspend(text, text), api.propose_resume(text), api.approve_resume(uuid) to consonant_web;
grant execute on function api.speaker_label(uuid), api.ask_other_party(uuid) to consonant_media;
grant execute on function api.keep_fingerprints(text[], text, text[], text[], int[], int[]), api.fingerprint_candidates(text, int[], int[], int[]) to consonant_media;
grant execute on function api.enqueue(text, uuid) to consonant_money;
grant execute on function api.redeem_grant(uuid), api.record_served(uuid, bigint, bigint), api.sample_file(uuid) to consonant_delivery;
grant execute on function api.wrapped_keys(uuid, int), api.rewrap_key(uuid, text, text), api.work_again(uuid) to consonant_migrate;

-- somebody new hears of the calls they were invited to
grant execute on function api._ask_invited(uuid, text, bytea) to consonant_identity;

-- to attach the triggers; a trigger function cannot be called
grant execute on function api._transition(), api._tell(), api._keep_version(), api._keep_parts(), api._move_on(), api._follow_recording(),
  api._consented(), api._name_objects(), api._keep_job(), api._catalogue_changed() to consonant_owner;
