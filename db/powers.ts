/** Who is asking, in one word. */
export const roles = [
  "anonymous",
  "contributor",
  "buyer",
  "reviewer",
  "curator",
  "finance",
  "privacy",
  "system",
] as const;
export type Role = (typeof roles)[number];

/** The switches that stop a part of the house. "all" stops every power that names any switch. */
export const switches = [
  "all",
  "signups",
  "uploads",
  "review",
  "publishing",
  "purchases",
  "links",
  "delivery",
  "api",
  "payouts",
] as const;
export type Switch = (typeof switches)[number];

/** Who works for the house. Below assurance 2, a passkey in this session, they are nobody: they see and do what a visitor may. */
export const deskRoles = ["reviewer", "curator", "finance", "privacy"] as const satisfies readonly Role[];
const members = ["contributor", "buyer", ...deskRoles] as const;

type Rule = {
  roles: readonly Role[];
  minAal: 0 | 1 | 2;
  /** the switch that stops it; null: works during an incident */
  stop: Switch | null;
  /**
   * A passkey must have vouched for the session within so many seconds: before money moves, something is published, or
   * somebody's way in changes. Who has no passkey yet must have signed in within them.
   */
  freshSeconds?: number;
};

/** How long a passkey's word holds before an act that cannot be taken back. */
const freshSeconds = 600;
const contributor = { roles: ["contributor"], minAal: 1 } as const;
const buyer = { roles: ["buyer"], minAal: 1 } as const;
const reviewer = { roles: ["reviewer"], minAal: 2 } as const;
const curator = { roles: ["curator"], minAal: 2 } as const;
const finance = { roles: ["finance"], minAal: 2 } as const;
const job = { roles: ["system"], minAal: 0 } as const;
const desk = { roles: deskRoles, minAal: 2 } as const;
const member = { roles: members, minAal: 1 } as const;

/** The powers of the house and who holds each. The migration copies them into app.powers: the database enforces them. */
export const powers = {
  "account.open": { roles: ["anonymous"], minAal: 0, stop: "signups" },
  /** the operator's own verbs (npm run appoint, end-sessions), which work in an incident too */
  "accounts.administer": { ...job, stop: null },
  "account.rename": { ...member, stop: null },
  "account.close": { roles: ["contributor", "buyer"], minAal: 1, stop: null, freshSeconds },
  "sessions.open": { roles: members, minAal: 0, stop: null },
  "sessions.end": { ...member, stop: null },
  "passkeys.add": { ...member, stop: null, freshSeconds },
  "passkeys.remove": { ...member, stop: null, freshSeconds },
  "phones.confirm": { ...contributor, stop: null },
  "phones.forget": { ...contributor, stop: null },
  "organisations.create": { ...buyer, stop: "purchases" },
  "keys.create": { ...buyer, stop: "api", freshSeconds },
  "keys.revoke": { ...buyer, stop: null },

  "recordings.add": { ...contributor, stop: "uploads" },
  "recordings.keep-own-side": { ...contributor, stop: "uploads" },
  "recordings.withdraw": { ...contributor, stop: null },
  "consents.answer": { ...contributor, stop: null },
  "consents.withdraw": { ...contributor, stop: null },
  "recordings.process": { ...job, stop: "uploads" },
  /** the operator's too (npm run work-again) */
  "recordings.work-again": { ...job, stop: "uploads" },
  "recordings.erase": { ...job, stop: null },
  "vaults.open": { ...job, stop: null },
  "consents.ask": { ...job, stop: null },
  "recordings.accept": { ...reviewer, stop: "review" },
  "recordings.refuse": { ...reviewer, stop: "review" },
  "recordings.strike": { ...reviewer, stop: "review" },
  "earnings.accrue": { ...job, stop: null },

  "datasets.create": { ...curator, stop: "publishing" },
  "datasets.edit": { ...curator, stop: "publishing" },
  "versions.compose": { ...curator, stop: "publishing" },
  "versions.publish": { ...curator, stop: "publishing", freshSeconds },
  "versions.build": { ...job, stop: "publishing" },

  "orders.checkout": { ...buyer, stop: "purchases" },
  "orders.attach-session": { ...buyer, stop: "purchases" },
  "orders.settle": { ...job, stop: null },

  "payouts.onboard": { ...contributor, stop: "payouts", freshSeconds },
  "payouts.open-account": { ...job, stop: "payouts" },
  "payouts.refresh-account": { ...job, stop: null },
  "payouts.run": { ...finance, stop: "payouts", freshSeconds },
  "payouts.reserve": { ...job, stop: "payouts" },
  "payouts.send": { ...job, stop: "payouts" },
  "payouts.settle": { ...job, stop: null },

  "incidents.suspend": { ...desk, stop: null },
  "incidents.propose": { ...desk, stop: null },
  "incidents.approve": { ...desk, stop: null, freshSeconds },
} as const satisfies Record<string, Rule>;
export type Power = keyof typeof powers;

/** The families of workers: each logs in as a role of its own and holds only its own secrets. */
export const families = ["media", "money"] as const;
export type Family = (typeof families)[number];

/**
 * A job: the family that runs it, the table whose row it is about, the powers under which it may be asked for (none: only a
 * definer function asks), and the powers under which it may act.
 */
export const jobs = {
  "vaults.open": { family: "media", about: "users", askedUnder: [], actsUnder: ["vaults.open"] },
  "consents.ask": { family: "media", about: "recordings", askedUnder: [], actsUnder: ["consents.ask"] },
  "recordings.process": {
    family: "media",
    about: "recordings",
    askedUnder: ["recordings.add", "consents.answer", "recordings.keep-own-side", "recordings.strike"],
    actsUnder: ["recordings.process"],
  },
  "recordings.erase": {
    family: "media",
    about: "recordings",
    askedUnder: ["recordings.withdraw", "consents.withdraw"],
    actsUnder: ["recordings.erase"],
  },
  "versions.build": {
    family: "media",
    about: "versions",
    askedUnder: ["versions.publish"],
    actsUnder: ["versions.build"],
  },
  "earnings.accrue": {
    family: "money",
    about: "recordings",
    askedUnder: ["recordings.accept"],
    actsUnder: ["earnings.accrue"],
  },
  "stripe.event": {
    family: "money",
    about: "stripe_events",
    askedUnder: [],
    actsUnder: ["orders.settle", "payouts.settle", "payouts.refresh-account"],
  },
  "payouts.open-account": {
    family: "money",
    about: "payout_accounts",
    askedUnder: ["payouts.onboard"],
    actsUnder: ["payouts.open-account"],
  },
  "payouts.reserve": {
    family: "money",
    about: "payout_runs",
    askedUnder: ["payouts.run"],
    actsUnder: ["payouts.reserve"],
  },
  "payouts.send": { family: "money", about: "payouts", askedUnder: ["payouts.reserve"], actsUnder: ["payouts.send"] },
} as const satisfies Record<
  string,
  { family: Family; about: string; askedUnder: readonly Power[]; actsUnder: readonly Power[] }
>;
export type Job = keyof typeof jobs;
