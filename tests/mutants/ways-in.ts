import { mutantsOf } from "./mutant.ts";

/** 7-passkeys.sql. */
export const passkeys = mutantsOf("passkeys", ["assurance", "ways-in", "keys", "lifetimes", "asking"], {
  "a question of another kind": ["_answered", "and c.kind = p_kind", ""],
  "a question that is late": ["_answered", "and c.expires_at > clock_timestamp()", ""],
  "a question put to another session": ["_answered", "and c.credential_hash is not distinct from p_credential", ""],
  "a question put to another browser": ["_answered", "and c.browser_hash is not distinct from p_browser", ""],
  "a question that nobody asked": [
    "_answered",
    "if not found then raise exception 'no such question'",
    "if false then raise exception 'no such question'",
  ],
  "a copied authenticator": ["_used_passkey", "and (p_counter > k.counter or (p_counter = 0 and k.counter = 0))", ""],
  "a removed passkey signs": ["_used_passkey", "and p.removed_at is null", ""],
  "another's passkey raises": [
    "raise_session",
    "if api._used_passkey(p_credential_id, p_counter) <> v.account",
    "if api._used_passkey(p_credential_id, p_counter) is null",
  ],
  "the lower token lives on": [
    "_raise",
    "where token_hash = p_hash and revoked_at is null returning",
    "where token_hash = p_hash returning",
  ],
  "the desk's first passkey without a code": [
    "add_passkey",
    "if v_first and api._at_desk(v.role) then",
    "if false then",
  ],
  "any enrolment code": ["add_passkey", "and e.code_hash = sha256(convert_to(upper(btrim(p_code)), 'utf8'))", ""],
  "another's enrolment code": ["add_passkey", "where e.user_id = v.account and e.expires_at", "where e.expires_at"],
  "a late enrolment code": ["add_passkey", "and e.expires_at > clock_timestamp()", ""],
  "a passkey without its power": ["add_passkey", "'passkeys.add', v_id::text", "'sessions.end', v_id::text"],
  "a passkey that nobody is told of": ["add_passkey", "where u.id = v.account;", "where false;"],
  "a closed account's passkey": ["passkey_login", "and u.status = 'active'", ""],
  "another's passkey is removed": [
    "remove_passkey",
    "where id = p_id and user_id = (c ->> 'account')::uuid and",
    "where id = p_id and",
  ],
  "the desk's last passkey is removed": ["remove_passkey", "if api._at_desk(c ->> 'role') and", "if false and"],
  "a key is asked for a passkey": ["begin_ceremony", "c where c.via = 'session';", "c;"],
  "a key raises": ["raise_session", "c where c.via = 'session';", "c;"],
  "a key adds a passkey": ["add_passkey", "c where c.via = 'session';", "c;"],
  "questions without end": ["begin_ceremony", "perform api._limit('ceremonies', v.account::text);", ""],
  "a browser's questions without end": [
    "begin_ceremony",
    "perform api._limit('ceremonies', encode(v_browser, 'hex'));",
    "",
  ],
  "questions are kept": ["begin_ceremony", "delete from priv.ceremonies where expires_at < clock_timestamp();", ""],
  "a browser's question for days": [
    "begin_ceremony",
    "v_browser, clock_timestamp() + interval '5 min'",
    "v_browser, clock_timestamp() + interval '5 days'",
  ],
  "a session's question for days": [
    "begin_ceremony",
    "v.hash, clock_timestamp() + interval '5 min'",
    "v.hash, clock_timestamp() + interval '5 days'",
  ],
  "everybody's passkeys are named": [
    "begin_ceremony",
    "where p.user_id = v.account and p.removed_at is null), '[]')",
    "where p.removed_at is null), '[]')",
  ],
  "removed passkeys are named": [
    "begin_ceremony",
    "where p.user_id = v.account and p.removed_at is null), '[]')",
    "where p.user_id = v.account), '[]')",
  ],
  "a removed passkey is known": ["passkey_of", "and p.removed_at is null", ""],
  "the desk's first is another's second": [
    "add_passkey",
    "v_first := not exists (select from app.passkeys p where p.user_id = v.account and",
    "v_first := not exists (select from app.passkeys p where",
  ],
  "an appointed one had a passkey once": [
    "add_passkey",
    "v_first := not exists (select from app.passkeys p where p.user_id = v.account and p.removed_at is null)",
    "v_first := not exists (select from app.passkeys p where p.user_id = v.account)",
  ],
  "a passkey's name of any length": ["add_passkey", "length(p_credential_id) not between 16 and 1400 or", ""],
  "a passkey of any transports": ["add_passkey", "or cardinality(p_transports) > 10", ""],
  "an enrolment code twice": [
    "add_passkey",
    "delete from priv.enrolment_codes e where",
    "perform from priv.enrolment_codes e where",
  ],
  "a passkey's login secret for days": ["passkey_login", "interval '1 min'", "interval '1 day'"],
  "another account's login secret": ["passkey_login", "where u.id = v_account and", "where"],
  "everybody's passkeys are the desk's own": [
    "remove_passkey",
    "where p.user_id = (c ->> 'account')::uuid and p.removed_at is null) < 2",
    "where p.removed_at is null) < 2",
  ],
  "removed passkeys are the desk's own": [
    "remove_passkey",
    "where p.user_id = (c ->> 'account')::uuid and p.removed_at is null) < 2",
    "where p.user_id = (c ->> 'account')::uuid) < 2",
  ],
  "the desk's last two go at once": [
    "remove_passkey",
    "perform from app.users where id = (c ->> 'account')::uuid for update;",
    "",
  ],
  "a passkey is removed twice": [
    "remove_passkey",
    "where id = p_id and user_id = (c ->> 'account')::uuid and removed_at is null;",
    "where id = p_id and user_id = (c ->> 'account')::uuid;",
  ],
  "a removed passkey's key is kept": ["remove_passkey", "delete from priv.passkey_keys where passkey_id = p_id;", ""],
  "a removal that nobody is told of": ["remove_passkey", "where u.id = (c ->> 'account')::uuid;", "where false;"],
});

/** 8-phones.sql. */
export const phones = mutantsOf("phones", ["phones", "lifetimes", "bystanders", "asking", "keys"], {
  "any phone code": [
    "confirm_phone",
    "if not found or v.code_hash <> sha256(v.mac || convert_to(p_code, 'utf8'))",
    "if not found",
  ],
  "a phone code guessed without end": ["confirm_phone", "and k.wrong_codes < 5", ""],
  "a late phone code": ["confirm_phone", "and k.expires_at > clock_timestamp()", ""],
  "claims without end": [
    "claim_phone",
    "perform api._limit('phone-claims', v_account::text), api._limit('phone-codes', p_mac);",
    "perform api._limit('phone-codes', p_mac);",
  ],
  "codes to one telephone without end": ["claim_phone", ", api._limit('phone-codes', p_mac);", ";"],
  "a claim for days": [
    "claim_phone",
    "sha256(v_mac || convert_to(v_code, 'utf8')), clock_timestamp() + interval '10 min'",
    "sha256(v_mac || convert_to(v_code, 'utf8')), clock_timestamp() + interval '10 days'",
  ],
  "a text that waits for days": [
    "claim_phone",
    "v_code, clock_timestamp() + interval '10 min' from",
    "v_code, clock_timestamp() + interval '10 days' from",
  ],
  "a second claim keeps the first code": ["claim_phone", "code_hash = excluded.code_hash, ", ""],
  "a second claim keeps the first number": ["claim_phone", "set mac = excluded.mac, ", "set "],
  "a text for everybody": ["claim_phone", "from app.users u where u.id = v_account", "from app.users u"],
  "another's claim": ["confirm_phone", "where k.user_id = v_account and k.expires_at", "where k.expires_at"],
  "wrong phone codes are not counted": [
    "confirm_phone",
    "wrong_codes = k.wrong_codes + 1",
    "wrong_codes = k.wrong_codes",
  ],
  "a phone code twice": ["confirm_phone", "delete from priv.phone_claims where user_id = v_account;", ""],
  "a former owner is not told": ["confirm_phone", "where u.id = v_before;", "where false;"],
  "everybody's number is forgotten": [
    "_forget_phone",
    "delete from priv.phone_numbers where user_id = p_user;",
    "delete from priv.phone_numbers;",
  ],
  "everybody's number looks forgotten": [
    "_forget_phone",
    "delete from app.phones where id = p_user;",
    "delete from app.phones;",
  ],
  "a forgotten number is kept": ["_forget_phone", "delete from priv.phone_numbers where user_id = p_user;", ""],
  "a forgotten number looks kept": ["_forget_phone", "delete from app.phones where id = p_user;", ""],
  "a claim outlives what was forgotten": [
    "forget_phone",
    "delete from priv.phone_claims where user_id = (c ->> 'account')::uuid;",
    "",
  ],
  "everybody's claim is forgotten": [
    "forget_phone",
    "delete from priv.phone_claims where user_id = (c ->> 'account')::uuid;",
    "delete from priv.phone_claims;",
  ],
  "a number's owner is not asked": ["confirm_phone", "perform api._ask_invited(v_account, null, v.mac);", ""],
  "oneself is asked by another address": ["_ask_invited", "and r.contributor_id <> p_user", ""],
});
