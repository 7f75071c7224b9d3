-- Who may call the functions of consonant_identity.
grant execute on function api.account(), api.person(), api.role(), api.aal(), api.power(), api.organisation(), api.subject(), api.session() to consonant_look, consonant_web, consonant_media, consonant_money;
grant execute on function api.begin_look(text) to consonant_look;
grant execute on function api.begin_request(text, text, text), api.request_login(text, text, text, text), api.redeem_login(text, text, text), api.redeem_code(text, text, text),
  api.sign_out(text), api.end_sessions(uuid), api.my_ways_in(text), api.remove_passkey(uuid), api.create_key(text, text[]), api.revoke_key(uuid),
  api.create_organisation(text, text, text), api.visitor_wait(text, text) to consonant_web;
grant execute on function api.begin_ceremony(text, text, text), api.passkey_of(text), api.raise_session(text, text, text, bigint),
  api.add_passkey(text, text, text, text, bigint, text[], text, text), api.passkey_login(text, text, text, bigint) to consonant_passkeys;
grant execute on function api.begin_job(text, text, text), api.family_tasks() to consonant_media, consonant_money;
grant execute on function api.appoint(text, text), api.end_sessions_of(text, boolean), api.begin_operation(text, text) to consonant_migrate;

-- the other owners' functions ask who is asking, and count how often
grant execute on function api._context() to consonant_chain, consonant_definer;
grant execute on function api.power() to consonant_books, consonant_definer;
grant execute on function api.person(), api.role(), api.subject(), api._at_desk(text), api._credential(text), api._seen(bytea), api._address(text), api._code(int),
  api._close_ways_in(uuid), api._limit(text, text), api._wait(text, bytea, int) to consonant_definer;

-- to attach the trigger; a trigger function cannot be called
grant execute on function api._limit_recordings() to consonant_owner;
