import type { Mutant } from "./mutant.ts";

type Reason = NonNullable<Mutant["harmless"]>;
const policy = (name: string, has: string) =>
  `exists (select from pg_policies where policyname = '${name}' and qual like '%${has}%')`;
const ownCallsOnly: Reason = {
  because:
    "the subquery reads app.recordings as its caller, and recordings_read shows a contributor their own calls only",
  proof: policy("recordings_read", "contributor_id = ( SELECT api.person()"),
};
const ownClipsOnly: Reason = {
  because: "the subquery reads app.clips as its caller, and clips_read_job shows a job its own subject's clips only",
  proof: policy("clips_read_job", "recording_id = ( SELECT api.subject()"),
};
const partsAreKept: Reason = {
  because: "the trigger keep refuses every change to the parts of a version that is not being built",
  proof:
    "3 = (select count(*) from pg_trigger where tgname = 'keep' and tgenabled = 'O' and tgrelid::regclass::text in ('app.version_files', 'app.samples', 'app.version_shares'))",
};
const body = (name: string, has: string) =>
  `(select strpos(prosrc, '${has.replaceAll("'", "''")}') > 0 from pg_proc where oid = to_regproc('api.${name}'))`;
const balancing = `${body("_balanced", "select sum(amount_micros) <> 0")}
  and exists (select from pg_trigger where tgrelid = 'app.entries'::regclass and tgname = 'balanced' and tgenabled = 'O' and tginitdeferred)`;
const balancedAtCommit: Reason = {
  because: "the constraint trigger refuses at commit what does not balance, whoever posted it",
  proof: balancing,
};
const oneLineIsUnbalanced: Reason = {
  because: "one line alone does not balance unless it is of nothing, and the table refuses a line of nothing",
  proof: `${balancing} and exists (select from pg_constraint where conrelid = 'app.entries'::regclass and conname = 'moves' and convalidated)`,
};
const stateIsFixed: Reason = {
  because: "the other half of the policy asks for an open order too, and web cannot write the state",
  proof: "not has_column_privilege('consonant_web', 'app.orders', 'state', 'update')",
};

const signInAsks: Reason = {
  because: "what the code was found for is a secret that _sign_in takes once, and in time, whoever asks it",
  proof:
    "(select prosrc like '%and t.used_at is null and t.expires_at > clock_timestamp()%' from pg_proc where proname = '_sign_in')",
};

/** What changes nothing that anybody could use, because another lock is behind it: each with the query that proves the lock. */
const reasons: Record<string, Reason> = {
  "policies: app.consents.consents_give with check without (r.contributor_id = api.person())": ownCallsOnly,
  "policies: app.consents.consents_read_job using without (vc.version_id = api.subject())": ownClipsOnly,
  "policies: app.recordings.recordings_read_job using without (vc.version_id = api.subject())": ownClipsOnly,
  "policies: app.samples.samples_rebuild using without (v.state = 'building')": partsAreKept,
  "policies: app.samples.samples_rebuild using without (v.id = samples.version_id)": partsAreKept,
  "policies: app.samples.samples_rebuild using without (EXISTS ( SELECT FROM app.versions v WHERE ((v.id = samples.version_id) AND (v.state = 'building'))))":
    partsAreKept,
  "policies: app.version_files.version_files_rebuild using without (v.state = 'building')": partsAreKept,
  "policies: app.version_files.version_files_rebuild using without (v.id = version_files.version_id)": partsAreKept,
  "policies: app.version_files.version_files_rebuild using without (EXISTS ( SELECT FROM app.versions v WHERE ((v.id = version_files.version_id) AND (v.state = 'building'))))":
    partsAreKept,
  "policies: app.version_shares.version_shares_rebuild using without (v.state = 'building')": partsAreKept,
  "policies: app.version_shares.version_shares_rebuild using without (v.id = version_shares.version_id)": partsAreKept,
  "policies: app.version_shares.version_shares_rebuild using without (EXISTS ( SELECT FROM app.versions v WHERE ((v.id = version_shares.version_id) AND (v.state = 'building'))))":
    partsAreKept,
  "policies: app.orders.orders_attach_session with check without (state = 'open')": stateIsFixed,
  "policies: app.datasets.datasets_read using without (v.state = ANY (ARRAY['published', 'superseded', 'withdrawn']))":
    {
      because: "the subquery reads app.versions as its caller, and versions_read shows no draft but to a curator",
      proof: `(select qual like '((state = ANY (ARRAY[''published''::text, ''superseded''::text, ''withdrawn''::text])) OR %''curator''%' from pg_policies where policyname = 'versions_read')`,
    },
  "ledger: an unbalanced journal is posted": balancedAtCommit,
  "ledger: a journal of one line": oneLineIsUnbalanced,
  "ledger: one line at commit": oneLineIsUnbalanced,
  "triggers: app.journals without never_emptied": {
    because: "entries refer to journals, so emptying these empties those too, which refuse",
    proof: `exists (select from pg_constraint where conrelid = 'app.entries'::regclass and confrelid = 'app.journals'::regclass and contype = 'f' and convalidated)
      and exists (select from pg_trigger where tgrelid = 'app.entries'::regclass and tgname = 'never_emptied' and tgenabled = 'O')`,
  },
  "audit: a removal is not seen": {
    because: "a link without its entry has no hash to be made again, and a missing hash is another than the one kept",
    proof: `${body("audit_verify", "case when a.id is not null and c.seq is not null then api._link")} and ${body("audit_verify", "x.again is distinct from x.hash")}
      and exists (select from pg_attribute where attrelid = 'priv.chain'::regclass and attname = 'hash' and attnotnull)`,
  },
  "audit: an insertion is not seen": {
    because: "an entry without a link counts as number 0, which follows no number of the chain",
    proof: `${body("audit_verify", "select coalesce(c.seq, 0) seq")} and ${body("audit_verify", "lag(c.seq, 1, 0::bigint)")} and ${body("audit_verify", "or x.seq <> x.seq_before + 1")}
      and not exists (select from priv.chain where seq < 1)`,
  },
  "login: a late code": signInAsks,
  "login: a code twice": signInAsks,
  "context: the MAC is another backend's too": {
    because: "the MAC still covers the start of the transaction, which is another microsecond in another backend",
    proof: "(select prosrc like '%transaction_timestamp()%' from pg_proc where oid = 'api._mac(text)'::regprocedure)",
  },
  "refusals: _context without \"no answer\" if v_context is null or v_context = ''": {
    because:
      "it spares anonymous requests a MAC: no context has no body, which is nobody, and an empty one no MAC that fits",
    proof: `${body("_context", "v_body text := substr(v_context, 65)")} and ${body("_context", "sha256(convert_to(left(v_context, 64), 'utf8'))")} and ${body("_context", "return v_body::jsonb")}`,
  },
  'refusals: fingerprint_candidates without "no answer" if not found': {
    because: "a recording without a fingerprint has no number either, and nothing is less than no number",
    proof: `${body("fingerprint_candidates", "c.fingerprint_id < v_own.id")} and ${body("fingerprint_candidates", "f.version = v_own.version and f.id < v_own.id")}`,
  },
  'refusals: ask_other_party without "no answer" if not found': {
    because: "without an invitation there is nobody to find, and no address to write to",
    proof: `${body("ask_other_party", "u.id <> v.contributor_id")} and ${body("ask_other_party", "and v.email is not null")}`,
  },
  "context: a person has a subject": {
    because: "no policy of web's or look's asks for a subject",
    proof:
      "not exists (select from pg_policies where roles && '{consonant_web,consonant_look}' and concat(qual, with_check) like '%api.subject()%')",
  },
};

/** The mutants with their reasons. Throws where a reason is for a mutant that is not made any more. */
export function withReasons(mutants: readonly Mutant[]): Mutant[] {
  const names = new Set(mutants.map(({ theme, name }) => `${theme}: ${name}`));
  const stale = Object.keys(reasons).filter((name) => !names.has(name));
  if (stale.length > 0) throw new Error(`reasons for what is not mutated:\n${stale.join("\n")}`);
  return mutants.map((mutant) => {
    const harmless = reasons[`${mutant.theme}: ${mutant.name}`];
    return harmless ? { ...mutant, harmless } : mutant;
  });
}
