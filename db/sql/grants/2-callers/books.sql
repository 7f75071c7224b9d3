-- Who may call the functions of consonant_books.
grant execute on function api.post_journal(text, text, uuid, text[], bigint[]) to consonant_money;

-- to attach the triggers; a trigger function cannot be called
grant execute on function api._balanced(), api._within_cap(), api._frozen() to consonant_owner;
