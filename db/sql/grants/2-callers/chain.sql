-- Who may call the functions of consonant_chain.
grant execute on function api.audit_verify() to consonant_money;
grant execute on function api.audit_leaves(bigint, int), api.audit_head() to consonant_notary;

-- to attach the triggers; a trigger function cannot be called
grant execute on function api._record(), api._seal(), api._stamp() to consonant_owner;
