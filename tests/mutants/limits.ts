import { mutantsOf } from "./mutant.ts";

/** 6-limits.sql, and who asks it. */
export const limits = mutantsOf("limits", ["asking", "limits", "identity", "consent"], {
  "limits share one counter": ["_counter", "'limit|' || p_kind || '|' || p_who", "'limit|' || p_who"],
  "everybody shares one counter": ["_counter", "'limit|' || p_kind || '|' || p_who", "'limit|' || p_kind"],
  "counters by a bare hash": [
    "_counter",
    "return sha256(k.outer || sha256(k.inner || convert_to('limit|' || p_kind || '|' || p_who, 'utf8')));",
    "return sha256(convert_to('limit|' || p_kind || '|' || p_who, 'utf8'));",
  ],
  "counters that never fill": ["_wait", "where c.count < v_limit.most or c.since <= v_begins;", "where true;"],
  "counters that never empty": [
    "_wait",
    "where c.count < v_limit.most or c.since <= v_begins;",
    "where c.count < v_limit.most;",
  ],
  "counters that begin anew": ["_wait", "else c.count + p_weight end", "else p_weight end"],
  "counters that forget their weight": ["_wait", "else c.count + p_weight end", "else c.count + 1 end"],
  "a window that stands still": ["_wait", "then v_now else c.since end", "then c.since else c.since end"],
  "a window that ends at once": [
    "_wait",
    "else c.since end",
    "else v_now - make_interval(secs => v_limit.window_seconds) end",
  ],
  "a wait of no time": ["_wait", "return greatest(ceil(extract(epoch from v_ends - v_now)), 1);", "return 0;"],
  "nobody sweeps": ["_wait", "if random() < 0.01 then perform api._sweep_counters(); end if;", ""],
  "young counters are swept": ["_sweep_counters", "where since < clock_timestamp() - interval '1 day'", "where true"],
  "each IPv6 address is another visitor": ["_network", "set_masklen(a, 64)", "set_masklen(a, 128)"],
  "web asks about any limit": ["visitor_wait", "where kind = p_kind and per = 'visitor'", "where kind = p_kind"],
  "one counter for everybody's recordings": [
    "_limit_recordings",
    "api._limit('recordings', new.contributor_id::text)",
    "api._limit('recordings', 'x')",
  ],
  "uploads without end": ["open_intake", "perform api._limit('uploads', v.account::text);", ""],
  "one counter for everybody's uploads": [
    "open_intake",
    "perform api._limit('uploads', v.account::text);",
    "perform api._limit('uploads', 'x');",
  ],
  "asked without end": [
    "ask_consent",
    "perform api._limit('consents', c ->> 'account'), api._limit(",
    "perform api._limit(",
  ],
  "one address asked without end": ["ask_consent", ", api._limit('consent-to', coalesce(v_email, p_mac));", ";"],
  "links are not counted": ["issue_download", "perform api._wait('links', v.hash, 16);", ""],
  "links are counted lightly": ["issue_download", "api._wait('links', v.hash, 16)", "api._wait('links', v.hash, 1)"],
  "links go on when it is over": ["issue_download", "if v.full_until > clock_timestamp() then", "if false then"],
  "links are over for ever": [
    "issue_download",
    "if v.full_until > clock_timestamp() then",
    "if v.full_until is not null then",
  ],
  "links stop before it is over": ["issue_download", "and l.count >= m.most", ""],
  "one's links stop everybody's": ["issue_download", "where l.key = c.hash and", "where"],
});
