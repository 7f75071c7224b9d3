import { mutantsOf } from "./mutant.ts";

const attributes = "noinherit nobypassrls nosuperuser nocreatedb nocreaterole noreplication";

/** The cluster's: each alone, and put back. */
export const roles = [
  ...mutantsOf(
    "roles",
    ["escape"],
    { "web passes row security": "alter role consonant_web bypassrls" },
    { undo: `alter role consonant_web ${attributes}` },
  ),
  ...mutantsOf(
    "roles",
    ["escape"],
    { "web makes roles": "alter role consonant_web createrole" },
    { undo: `alter role consonant_web ${attributes}` },
  ),
  ...mutantsOf(
    "roles",
    ["escape"],
    { "look is a superuser": "alter role consonant_look superuser" },
    { undo: `alter role consonant_look ${attributes}` },
  ),
  ...mutantsOf(
    "roles",
    ["escape"],
    { "web becomes the owner": "grant consonant_owner to consonant_web" },
    { undo: "revoke consonant_owner from consonant_web" },
  ),
  ...mutantsOf(
    "roles",
    ["escape"],
    { "web becomes the definer": "grant consonant_definer to consonant_web" },
    { undo: "revoke consonant_definer from consonant_web" },
  ),
  ...mutantsOf(
    "roles",
    ["escape"],
    { "web becomes who signs people in": "grant consonant_identity to consonant_web" },
    { undo: "revoke consonant_identity from consonant_web" },
  ),
  ...mutantsOf(
    "roles",
    ["escape"],
    { "web becomes who keeps the books": "grant consonant_books to consonant_web" },
    { undo: "revoke consonant_books from consonant_web" },
  ),
  ...mutantsOf(
    "roles",
    ["escape"],
    { "web becomes who writes the audit": "grant consonant_chain to consonant_web" },
    { undo: "revoke consonant_chain from consonant_web" },
  ),
  ...mutantsOf(
    "roles",
    ["escape"],
    { "look becomes web": "grant consonant_web to consonant_look" },
    { undo: "revoke consonant_web from consonant_look" },
  ),
  ...mutantsOf(
    "roles",
    ["escape"],
    { "media becomes money": "grant consonant_money to consonant_media" },
    { undo: "revoke consonant_money from consonant_media" },
  ),
  ...mutantsOf(
    "roles",
    ["escape"],
    { "web runs programs": "grant pg_execute_server_program to consonant_web" },
    { undo: "revoke pg_execute_server_program from consonant_web" },
  ),
  ...mutantsOf(
    "roles",
    ["escape"],
    {
      "web reads files":
        "grant pg_read_server_files to consonant_web; grant execute on function pg_read_file(text) to consonant_web",
    },
    { undo: "revoke pg_read_server_files from consonant_web" },
  ),
  ...mutantsOf(
    "roles",
    ["escape", "reading"],
    { "web watches other backends": "grant pg_read_all_stats to consonant_web" },
    { undo: "revoke pg_read_all_stats from consonant_web" },
  ),
];

/** The walls between those who own functions. */
export const walls = mutantsOf("grants", ["owners"], {
  "the verbs read the key of the context": "grant select on priv.context_key to consonant_definer",
  "the verbs open sessions": "grant insert on priv.credentials to consonant_definer",
  "the verbs sign a context":
    "grant execute on function api._open(uuid, text, int, text, text[], text, text, uuid, uuid, bytea) to consonant_definer",
  "the verbs write the audit": "grant insert on app.audit to consonant_definer",
  "the verbs keep the books": "grant insert on app.entries to consonant_definer",
  "who signs people in keeps the books": "grant update (payable_micros) on app.balances to consonant_identity",
  "who signs people in reads telephone numbers": "grant select on priv.phone_numbers to consonant_identity",
  "the books change states": "grant update (state) on app.recordings to consonant_books",
});

/** What web could make for itself. */
export const makings = mutantsOf("roles", ["escape"], {
  "temporary tables":
    "do $$ begin execute format('grant temporary on database %I to consonant_web', current_database()); end $$",
  schemas: "do $$ begin execute format('grant create on database %I to consonant_web', current_database()); end $$",
  "tables in app": "grant create on schema app to consonant_web",
  "functions in api": "grant create on schema api to consonant_look; grant create on schema app to consonant_look",
  "blocks of code": "grant usage on language plpgsql to public",
  "large objects": "grant execute on function lo_create(oid) to public",
  "large objects from bytes": "grant execute on function lo_from_bytea(oid, bytea) to public",
  "a view as its owner":
    "create view app.everything as select id, title from app.recordings; grant select on app.everything to consonant_web",
  "a policy more": "create policy more on app.recordings for select to consonant_web using (state = 'announced')",
  "tables locked": "grant maintain on app.users to consonant_web",
  "the outbox by web":
    "grant usage on schema priv to consonant_web; grant select on priv.mail_outbox to consonant_web; create policy more on priv.mail_outbox to consonant_web using (true)",
  "sessions by web":
    "grant usage on schema priv to consonant_web; grant insert on priv.credentials to consonant_web; create policy more on priv.credentials to consonant_web using (true) with check (true)",
  "the chain by migrate":
    "grant usage on schema app to consonant_migrate; grant update on app.audit to consonant_migrate; create policy more on app.audit to consonant_migrate using (true)",
});

const careful =
  "security definer set search_path = pg_catalog, pg_temp as 'select 1'; alter function api.more() owner to consonant_definer";
/** Nothing opens; the shape is wrong, and the next change would open something. */
export const shapes = mutantsOf(
  "laws",
  [],
  {
    "an unclassified column": "alter table app.users add column nickname text",
    "a secret called own": "comment on column priv.contacts.email is 'class:own'",
    "a table without a policy": "create table app.notes (id int)",
    "a function for PUBLIC": `create function api.more() returns int language sql ${careful}`,
    "a function without a search_path":
      "create function api.more() returns int language sql security definer as 'select 1'; revoke all on function api.more() from public; alter function api.more() owner to consonant_definer",
    "a function as its caller": "alter function api.account() security invoker",
    "a function of another's": "alter function api.account() owner to consonant_owner",
    "a search_path that web may write to": "alter function api.account() set search_path = public, pg_catalog",
    "a materialized view": "create materialized view app.kept as select 1 as id",
    "the entries are not sealed": "drop trigger seal on app.audit",
  },
  { lawsOnly: true },
);
