type Limit = {
  /** whose asking is counted: a visitor by address, an IPv6 one by its /64 */
  per: "visitor" | "account" | "credential" | "address";
  most: number;
  windowSeconds: number;
};

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * How often each thing may be asked for. The migration copies them into priv.rate_limits and the database counts
 * (db/sql/functions/6-limits.sql): web can neither raise a limit nor invent one. No window is longer than a day.
 */
export const limits = {
  /** asking for a sign-in mail, besides the limit per e-mail */
  "sign-in": { per: "visitor", most: 20, windowSeconds: 15 * MINUTE },
  /** bringing a mailed secret or a passkey: each may open an account */
  "way-in": { per: "visitor", most: 120, windowSeconds: 15 * MINUTE },
  /** searches and facets that nobody has asked for since the catalogue changed: each costs a render */
  search: { per: "visitor", most: 240, windowSeconds: 5 * MINUTE },

  "sign-in-mail": { per: "address", most: 5, windowSeconds: 15 * MINUTE },
  "consent-to": { per: "address", most: 10, windowSeconds: DAY },

  /** codes sent to one telephone, whoever asks */
  "phone-codes": { per: "address", most: 5, windowSeconds: DAY },

  consents: { per: "account", most: 20, windowSeconds: DAY },
  "phone-claims": { per: "account", most: 5, windowSeconds: DAY },
  /** questions put to an authenticator; who only signs in is counted by their browser */
  ceremonies: { per: "account", most: 30, windowSeconds: 15 * MINUTE },
  keys: { per: "account", most: 20, windowSeconds: DAY },
  recordings: { per: "account", most: 200, windowSeconds: DAY },
  /** both parts of a recording, and what is sent again after a bad connection */
  uploads: { per: "account", most: 1_000, windowSeconds: DAY },

  /** counted one in sixteen, with that weight: what is asked so often is not written down each time */
  links: { per: "credential", most: 20_000, windowSeconds: HOUR },
} as const satisfies Record<string, Limit>;

/** What is limited by the address of whoever asks: the kinds that web may ask about. */
export type VisitorLimit = {
  [K in keyof typeof limits]: (typeof limits)[K]["per"] extends "visitor" ? K : never;
}[keyof typeof limits];

/** As priv.rate_limits holds them. */
export const limitRows = Object.entries<Limit>(limits).map(([kind, limit]) => ({
  kind,
  per: limit.per,
  most: limit.most,
  window_seconds: limit.windowSeconds,
}));
