import { mutantsOf } from "./mutant.ts";

/** 4-ledger.sql, and the keys that keep a payment from being made twice. */
export const ledger = mutantsOf("ledger", ["ledger", "consequences", "guards"], {
  "posted outside an act": ["post_journal", "if coalesce(api.power(), '') not in", "if api.power() not in"],
  "posted under any power": [
    "post_journal",
    "if coalesce(api.power(), '') not in",
    "if coalesce(api.power(), '') in ('') and '' not in",
  ],
  "posted by who opens accounts": [
    "post_journal",
    "('earnings.accrue',",
    "('payouts.open-account', 'earnings.accrue',",
  ],
  "an unbalanced journal is posted": ["post_journal", "if (select sum(m) from unnest(p_micros) m) <> 0 or", "if"],
  "an unbalanced journal is posted, and committed": [
    "post_journal",
    "if (select sum(m) from unnest(p_micros) m) <> 0 or",
    "if",
    "alter table app.entries disable trigger balanced",
  ],
  "a line of nothing": ["post_journal", "or 0 = any(p_micros)", ""],
  "a journal of one line": ["post_journal", "not between 2 and 10000", "not between 1 and 10000"],
  "accounts without amounts": ["post_journal", "cardinality(p_accounts) is distinct from cardinality(p_micros) or", ""],
  "a key used for another journal": ["post_journal", "if v_old is distinct from v_hash", "if false"],
  "a key that forgets its accounts": [
    "post_journal",
    "jsonb_build_array(p_kind, p_subject, p_accounts, p_micros)",
    "jsonb_build_array(p_kind, p_subject, p_micros)",
  ],
  "a key that forgets its amounts": [
    "post_journal",
    "jsonb_build_array(p_kind, p_subject, p_accounts, p_micros)",
    "jsonb_build_array(p_kind, p_subject, p_accounts)",
  ],
  "a key that forgets its kind": [
    "post_journal",
    "jsonb_build_array(p_kind, p_subject,",
    "jsonb_build_array(p_subject,",
  ],
  "balances that stay": ["post_journal", "payable_micros - v_line.moved", "payable_micros"],
  "balances the wrong way": ["post_journal", "payable_micros - v_line.moved", "payable_micros + v_line.moved"],
  "any account": ["_ledger_account", "if p_code !~ '^payable:[0-9a-f-]{36}$'", "if false"],
  "a payable for a buyer": ["_ledger_account", "and role = 'contributor'", ""],
  "unbalanced at commit": ["_balanced", "sum(amount_micros) <> 0 or", ""],
  "one line at commit": ["_balanced", "or count(*) < 2", ""],
  "the ledger is changed": [
    "_frozen",
    "raise exception 'the ledger is append-only' using errcode = 'CN409';",
    "return new;",
  ],
  "a cap that forgets the day": [
    "_within_cap",
    "new.amount_micros + (select coalesce(sum(amount_micros), 0)",
    "new.amount_micros + (select 0",
  ],
  "a cap without waiting": [
    "_within_cap",
    "perform from app.balances where owner_id = new.contributor_id for update;",
    "",
  ],
  "a cap over everybody": [
    "_within_cap",
    "where contributor_id = new.contributor_id",
    "where contributor_id <> new.contributor_id",
  ],
  "one journal, two keys": "alter table app.journals drop constraint journals_key_unique",
  "a licence twice":
    "drop index app.entitlements_one; alter table app.entitlements drop constraint entitlements_order_id_unique",
  "paid for twice": "drop index app.orders_one_paid",
  "two open orders": "drop index app.orders_one_open",
  "one contributor twice in a run": "alter table app.payouts drop constraint payouts_run_id_contributor_id_unique",
});
