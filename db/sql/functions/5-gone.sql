-- consonant_definer's: as 0-gone.sql.
drop function if exists api._within(text, int, interval);
drop function if exists api.ask_consent(uuid, text);
