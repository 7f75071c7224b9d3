import { mutantsOf } from "./mutant.ts";

/** Uploads, sales: 5-verbs.sql; consent: 12-consents.sql. */
export const verbs = mutantsOf("verbs", ["verbs", "downloads", "asking"], {
  "an upload's place for another": [
    "open_intake",
    "join app.recordings r on r.contributor_id = c.account",
    "join app.recordings r on true",
  ],
  "an upload's place for a key": ["open_intake", "and c.via = 'session'", ""],
  "an upload's place for what has arrived": ["open_intake", "and r.state = 'announced'", ""],
  "an upload's place while uploads are stopped": [
    "open_intake",
    "s.suspended and s.id in ('all', 'uploads')",
    "s.suspended and s.id = 'none'",
  ],
  "an upload's place of any call": ["open_intake", "where r.id = p_recording and", "where"],
  "a call without a place": ["_name_objects", "insert into priv.raw_objects (recording_id) values (new.id);", ""],
  "an upload's place of any part": ["open_intake", "and p_part in ('audio', 'transcript')", ""],
  "Stripe's event twice": ["receive_stripe_event", "if v_id is null then return false; end if;", ""],
  "an event of any length": ["receive_stripe_event", "length(p_object) > 120", "false"],
  "a speaker's name for any worker": ["speaker_label", "if api.power() is distinct from 'versions.build'", "if false"],
  "one name for a voice everywhere": [
    "speaker_label",
    "encode(sha256(uuid_send(gen_random_uuid())), 'hex')",
    "encode(sha256(uuid_send(p_user)), 'hex')",
  ],
  "a sample of a version that was withdrawn": ["sample_file", "and v.state in ('published', 'superseded')", ""],
  "a sample while everything is stopped": [
    "sample_file",
    "x.suspended and x.id in ('all', 'delivery')",
    "x.suspended and x.id = 'none'",
  ],
  "figures of what is not for sale": ["public_figures", "where v.state = 'published'), 0)", "), 0)"],
});

export const consent = mutantsOf("consent", ["consent", "consequences", "verbs", "asking", "keys"], {
  "another's call is asked about": ["ask_consent", "and contributor_id = (c ->> 'account')::uuid", ""],
  "a call that has arrived is asked about": ["ask_consent", "and state = 'announced'", ""],
  "a call is asked about twice": ["ask_consent", "and other_party = 'left_out'", ""],
  "oneself is asked by an address": ["ask_consent", "x.user_id = v.contributor_id and x.email = v_email", "false"],
  "oneself is asked by a number": ["ask_consent", "n.user_id = v.contributor_id and n.mac = v_mac", "false"],
  "a job asks about another call": ["ask_other_party", "or c ->> 'subject' is distinct from p_recording::text", ""],
  "a call that asks no more is asked about": ["ask_other_party", "and r.other_party = 'asked'", ""],
  "a buyer is asked": ["ask_other_party", "where u.role = 'contributor' and", "where"],
  "asked by address and by number at once": ["ask_consent", "(p_email is null) = (p_mac is null) or", ""],
  "asked by what is no address": ["ask_consent", "or (p_mac is null and v_email is null)", ""],
  "a closed account is asked": ["ask_other_party", "and u.status = 'active' and", "and"],
  "another number's owner is asked": [
    "ask_other_party",
    "where n.mac = v.phone_mac)",
    "where n.mac <> v.phone_mac limit 1)",
  ],
  "who answers is the contributor's own side": [
    "ask_other_party",
    "case v.own_channel when 'left' then 'right' else 'left' end",
    "v.own_channel",
  ],
  "the answer tells who is a member": [
    "ask_consent",
    "values (v.id, v_email, v_mac);",
    "values (v.id, v_email, v_mac); raise exception 'nobody' using errcode = 'CN404';",
  ],
  "another answers": ["answer_consent", "and user_id = (c ->> 'account')::uuid", ""],
  "answered twice": ["answer_consent", "and answer = 'asked'", ""],
  "an answer without a notice": ["answer_consent", "or p_notice !~ '^[0-9a-f]{64}$'", ""],
  "any word is an answer": ["answer_consent", "p_answer not in ('given', 'refused') or", ""],
  "a yes after nobody waited": ["answer_consent", "and other_party = 'asked' returning", "returning"],
  "another takes the yes back": ["withdraw_consent", "and user_id = (c ->> 'account')::uuid", ""],
  "a no is taken back": ["withdraw_consent", "and answer = 'given' returning", "returning"],
  "a yes taken back withdraws nothing": [
    "withdraw_consent",
    "update app.recordings set state = 'withdrawn' where id = v_recording and state <> 'withdrawn';",
    "perform 1;",
  ],
  "web says that the other gave their yes": ["_consented", "if new.other_party = 'given' and", "if false and"],
  "one's own yes for the other": ["_consented", "and c.user_id <> new.contributor_id", ""],
  "a yes to another call": ["_consented", "c.recording_id = new.id and", ""],
  "a yes that is only asked for": ["_consented", "and c.answer = 'given'", ""],
  "a yes on one's own side": ["_consented", "c.channel <> new.own_channel and", ""],
  "who joins finds another's invitations": [
    "_ask_invited",
    "where (i.email = p_email or i.phone_mac = p_mac) and",
    "where",
  ],
  "invitations outlive their answer": [
    "_ask_invited",
    "delete from priv.invitations where email = p_email or phone_mac = p_mac;",
    "",
  ],
  "a call that waited for its answer goes on waiting": [
    "answer_consent",
    "case when state = 'waiting' then 'received' else state end",
    "state",
  ],
  "who joins is asked about what is not waiting": ["_ask_invited", "and r.other_party = 'asked'", ""],
});

/** Publishing and taking back: 3-audit.sql's triggers. */
export const releases = mutantsOf("releases", ["withdrawal", "published", "consequences"], {
  "a published version changes": [
    "_keep_version",
    "to_jsonb(old) - 'state' is distinct from to_jsonb(new) - 'state'",
    "false",
  ],
  "a published version becomes a draft": ["_keep_version", "or new.state not in ('superseded', 'withdrawn')", ""],
  "a withdrawn version comes back": ["_keep_version", "or (old.state = 'withdrawn' and new.state <> 'withdrawn')", ""],
  "a superseded version changes": [
    "_keep_version",
    "old.state in ('published', 'superseded', 'withdrawn')",
    "old.state in ('published', 'withdrawn')",
  ],
  "parts of any state": ["_keep_parts", "or not v_state = any (string_to_array(tg_argv[0], ','))", ""],
  "parts moved out": [
    "_keep_parts",
    "else array[old.version_id, new.version_id] end",
    "else array[new.version_id] end",
  ],
  "parts moved in": ["_keep_parts", "else array[old.version_id, new.version_id] end", "else array[old.version_id] end"],
  "parts removed": ["_keep_parts", "when 'DELETE' then array[old.version_id]", "when 'DELETE' then array[]::uuid[]"],
  "published with a voice that was taken back": ["_move_on", "and vc.removed_at is null and not c.usable", "and false"],
  "two current versions": [
    "_move_on",
    "update app.versions set state = 'superseded' where dataset_id = new.dataset_id and id <> new.id and state = 'published';",
    "",
  ],
  "withdrawn and still on sale": [
    "_move_on",
    "where id = new.dataset_id and current_version_id = new.id",
    "where false",
  ],
  "a voice taken back may be composed": [
    "_follow_recording",
    "update app.clips set usable = false where recording_id = new.id and usable;",
    "",
  ],
  "a voice taken back stays in the draft": [
    "_follow_recording",
    "and v.state in ('draft', 'failed') and vc.removed_at is null",
    "and false",
  ],
  "a voice taken back stays published": [
    "_follow_recording",
    "update app.versions v set state = 'withdrawn' where v.state in ('published', 'superseded')",
    "update app.versions v set state = 'withdrawn' where v.state = 'superseded'",
  ],
  "a voice taken back stays in what was superseded": [
    "_follow_recording",
    "update app.versions v set state = 'withdrawn' where v.state in ('published', 'superseded')",
    "update app.versions v set state = 'withdrawn' where v.state = 'published'",
  ],
  "taken back while it is built": [
    "_follow_recording",
    "perform from app.versions v where v.state in ('building', 'published', 'superseded')",
    "perform from app.versions v where v.state in ('nothing')",
  ],
  "the consent stands when the call is withdrawn": [
    "_follow_recording",
    "update app.consents set answer = 'withdrawn' where recording_id = new.id and user_id = new.contributor_id;",
    "",
  ],
  "what was withdrawn is not told to the edges": ["_catalogue_changed", "version = version + 1", "version = version"],
  "two drafts of one dataset": "drop index app.versions_one_draft",
  "refused clips may be composed": [
    "_follow_recording",
    "if new.state = 'accepted' and old.state <> 'accepted'",
    "if new.state in ('accepted', 'refused')",
  ],
});
