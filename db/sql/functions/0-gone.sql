-- consonant_identity's: what a function used to take or answer: CREATE OR REPLACE cannot change that, and an old form would stay beside the new one.
drop function if exists api.begin_look(text);
drop function if exists api.begin_request(text, text, text);
drop function if exists api._credential(text);
drop function if exists api._open(uuid, text, int, text, text[], text, text, uuid);
drop function if exists api.request_login(text, text, text);
drop function if exists api.redeem_login(text);
drop function if exists api.appoint(text, text);
