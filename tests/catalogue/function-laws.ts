import { ownedFunctions } from "../../db/functions.ts";
import { type Law, law, owners } from "./law.ts";

const owned = (await ownedFunctions()).map(({ name, role }) => `('${name}', '${role}')`).join(", ");
/** The roles other than this one that may do any of this to any of these tables; nobody is the tables' owner. */
const othersMay = (role: string, rights: string, ...tables: string[]) =>
  `select r.rolname || ' ' || rel.oid::regclass line from pg_roles r, rel where r.rolname like 'consonant\\_%' and r.rolname not in ('consonant_owner', '${role}')
    and rel.oid::regclass::text = any ('{${tables.join(",")}}') and has_any_column_privilege(r.oid, rel.oid, '${rights}')`;
const madeUp = (name: string, rest: string) =>
  `create function api.${name}() returns int language sql ${rest} as 'select 1'; alter function api.${name}() owner to consonant_definer`;
const careful = "security definer set search_path = pg_catalog, pg_temp";

/** What holds of the functions, and of what their owners alone may do. */
export const functionLaws: Law[] = [
  law(
    "a function is of the owner that its file names, and runs as it",
    `select oid::regprocedure::text line from fn where not prosecdef or (proname, proowner::regrole::text) not in (${owned})`,
    madeUp("f", "set search_path = pg_catalog, pg_temp"),
  ),
  law(
    "identity alone reads the context's key, and makes what lets somebody in",
    `${othersMay("consonant_identity", "select", "priv.context_key")}
      union all ${othersMay("consonant_identity", "insert, update", "priv.context_key", "priv.credentials", "priv.login_tokens", "priv.passkey_keys", "priv.enrolment_codes", "priv.ceremonies", "app.sessions", "app.api_keys", "app.members")}`,
    "grant select on priv.context_key to consonant_definer",
  ),
  law(
    "chain alone writes the audit and its chain",
    othersMay("consonant_chain", "insert, update", "app.audit", "priv.chain", "priv.chain_head"),
    "grant insert on app.audit to consonant_identity",
  ),
  law(
    "books alone writes the ledger",
    othersMay(
      "consonant_books",
      "insert, update",
      "app.ledger_accounts",
      "app.journals",
      "app.entries",
      "app.balances",
    ),
    "grant update on app.balances to consonant_definer",
  ),
  law(
    "a function's search_path is pinned",
    "select oid::regprocedure::text line from fn where not coalesce(proconfig @> array['search_path=pg_catalog, pg_temp'], false)",
    madeUp("f", "security definer"),
  ),
  law(
    "PUBLIC executes nothing",
    "select oid::regprocedure::text line from fn where exists (select from aclexplode(coalesce(proacl, acldefault('f', proowner))) where grantee = 0)",
    madeUp("f", careful),
  ),
  law(
    "a function with an underscore is called by nobody",
    `select oid::regprocedure::text line from fn where proname like '\\_%' and exists (select from aclexplode(proacl) x where x.grantee not in (proowner, 'consonant_owner'::regrole) and not x.grantee::regrole::text = any (${owners}))
      union all select oid::regprocedure::text from fn where has_function_privilege('consonant_owner', oid, 'execute') and prorettype <> 'trigger'::regtype`,
    "grant execute on function api._mac(text) to consonant_web",
  ),
];
