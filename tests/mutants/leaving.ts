import { mutantsOf } from "./mutant.ts";

/** 9-leaving.sql. */
export const leaving = mutantsOf("leaving", ["bystanders", "leaving", "vault"], {
  "who leaves is not told": ["close_account", "where u.id = v_account;\n  -- calls", "where false;\n  -- calls"],
  "who leaves leaves their yes": [
    "close_account",
    "k.answer = 'given' and r.contributor_id <> v_account and r.state",
    "false and r.state",
  ],
  "who leaves takes calls they were only asked about": [
    "close_account",
    "and k.answer = 'given' and r.contributor_id",
    "and r.contributor_id",
  ],
  "who leaves takes everybody's calls": [
    "close_account",
    "where k.recording_id = r.id and k.user_id = v_account and k.answer = 'given'",
    "where k.recording_id = r.id and k.answer = 'given'",
  ],
  "calls wait for who left": [
    "close_account",
    "k.answer = 'asked' and r.contributor_id <> v_account and r.other_party = 'asked';",
    "false;",
  ],
  "who leaves refuses for everybody": [
    "close_account",
    "where k.recording_id = r.id and k.user_id = v_account and k.answer = 'asked'",
    "where k.recording_id = r.id and k.answer = 'asked'",
  ],
  "a call that has waited goes on waiting": [
    "close_account",
    "case when r.state = 'waiting' then 'received' else r.state end",
    "r.state",
  ],
  "who left has said yes": [
    "close_account",
    "update app.consents set answer = case answer when 'given' then 'withdrawn' else 'refused' end where user_id = v_account",
    "update app.consents set answer = case answer when 'given' then 'withdrawn' else 'refused' end where false",
  ],
  "everybody's yes is taken back": [
    "close_account",
    "else 'refused' end where user_id = v_account and answer",
    "else 'refused' end where answer",
  ],
  "who leaves leaves their calls": [
    "close_account",
    "note = null where contributor_id = v_account;",
    "note = null where false;",
  ],
  "who leaves takes other people's calls": [
    "close_account",
    "note = null where contributor_id = v_account;",
    "note = null where true;",
  ],
  "who leaves leaves their titles": [
    "close_account",
    "set state = 'withdrawn', title = '…', note = null where",
    "set state = 'withdrawn' where",
  ],
  "titles stay with whom they were shown to": [
    "close_account",
    "where r.id = k.recording_id and r.contributor_id = v_account;",
    "where false;",
  ],
  "everybody's titles go": [
    "close_account",
    "where r.id = k.recording_id and r.contributor_id = v_account;",
    "where r.id = k.recording_id;",
  ],
  "invitations outlive who sent them": [
    "close_account",
    "delete from priv.invitations i using app.recordings r where r.id = i.recording_id and r.contributor_id = v_account;",
    "",
  ],
  "everybody's invitations go": [
    "close_account",
    "where r.id = i.recording_id and r.contributor_id = v_account;",
    "where r.id = i.recording_id;",
  ],
  "files outlive who left": [
    "close_account",
    "where r.state = 'withdrawn' and (r.contributor_id = v_account or",
    "where r.state = 'withdrawn' and (false or",
  ],
  "files outlive the yes of who left": [
    "close_account",
    "or exists (select from app.consents k where k.recording_id = r.id and k.user_id = v_account))",
    ")",
  ],
  "a call left without is never worked on": [
    "close_account",
    "where r.state = 'received' and r.other_party = 'refused' loop",
    "where false loop",
  ],
  "who left has a key": ["close_account", "delete from priv.vault_keys where user_id = v_account;", ""],
  "everybody's key goes": [
    "close_account",
    "delete from priv.vault_keys where user_id = v_account;",
    "delete from priv.vault_keys;",
  ],
  "who left has a vault": ["close_account", "delete from app.vaults where id = v_account;", ""],
  "everybody's vault goes": [
    "close_account",
    "delete from app.vaults where id = v_account;",
    "delete from app.vaults;",
  ],
  "who left has a number": ["close_account", "perform api._forget_phone(v_account);", ""],
  "who left claims a number": ["close_account", "delete from priv.phone_claims where user_id = v_account;", ""],
  "who left keeps every way in": ["close_account", "perform api._close_ways_in(v_account);", ""],
  "who left has passkeys": [
    "_close_ways_in",
    "update app.passkeys set removed_at = clock_timestamp() where user_id = p_user and removed_at is null;",
    "",
  ],
  "everybody's passkeys go": [
    "_close_ways_in",
    "update app.passkeys set removed_at = clock_timestamp() where user_id = p_user and",
    "update app.passkeys set removed_at = clock_timestamp() where",
  ],
  "who left has passkeys' keys": [
    "_close_ways_in",
    "delete from priv.passkey_keys k using app.passkeys p where p.id = k.passkey_id and p.user_id = p_user;",
    "",
  ],
  "everybody's passkeys' keys go": [
    "_close_ways_in",
    "where p.id = k.passkey_id and p.user_id = p_user;",
    "where p.id = k.passkey_id;",
  ],
  "who left has keys": [
    "_close_ways_in",
    "update app.api_keys set revoked_at = clock_timestamp() where user_id = p_user and revoked_at is null;",
    "",
  ],
  "who left is signed in": [
    "_close_ways_in",
    "perform api._end_session(s.id) from app.sessions s where s.user_id = p_user and s.ended_at is null;",
    "",
  ],
  "everybody is signed out": [
    "_close_ways_in",
    "from app.sessions s where s.user_id = p_user and s.ended_at is null;",
    "from app.sessions s where s.ended_at is null;",
  ],
  "who left has credentials": [
    "_close_ways_in",
    "update priv.credentials set revoked_at = clock_timestamp() where user_id = p_user and revoked_at is null;",
    "",
  ],
  "everybody's credentials go": [
    "_close_ways_in",
    "update priv.credentials set revoked_at = clock_timestamp() where user_id = p_user and revoked_at is null;",
    "update priv.credentials set revoked_at = clock_timestamp() where revoked_at is null;",
  ],
  "a mail of before opens an account": [
    "_close_ways_in",
    "delete from priv.login_tokens t using priv.contacts x where x.user_id = p_user and t.email = x.email;",
    "",
  ],
  "everybody's mails are spent": [
    "_close_ways_in",
    "where x.user_id = p_user and t.email = x.email;",
    "where t.email = x.email;",
  ],
  "who left has an address": ["close_account", "delete from priv.contacts where user_id = v_account;", ""],
  "who left is open": ["close_account", "set status = 'closed', handle", "set handle"],
  "who left has a name": [
    "close_account",
    ", handle = 'u-' || left(encode(sha256(uuid_send(gen_random_uuid())), 'hex'), 10) where",
    " where",
  ],
  "every wrapped key at once": ["wrapped_keys", "limit least(p_limit, 1000)", "limit p_limit"],
  "a key that changed is wrapped over": ["rewrap_key", "and wrapped = decode(p_before, 'base64')", ""],
  "one key is wrapped over all": ["rewrap_key", "where user_id = p_user and", "where"],
});
