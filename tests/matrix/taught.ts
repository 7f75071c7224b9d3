/**
 * What the matrix was taught: of which kind a route's parameter is, what a machine path looks like, which fields an action
 * reads. A route, path or action of the build that is not here stops the run, so that none goes without an attack.
 */
export type Kind = { table: string; field?: "slug" | "number" } | { words: readonly string[] };

export const parameters: Record<string, Record<string, Kind>> = {
  "/[locale]/desk/datasets/[id]": { id: { table: "app.datasets" } },
  "/[locale]/desk/money/runs/[id]": { id: { table: "app.payout_runs" } },
  "/[locale]/desk/money/runs/[id]/payouts.csv": { id: { table: "app.payout_runs" } },
  "/[locale]/desk/review/[id]": { id: { table: "app.recordings" } },
  "/[locale]/checkout/[slug]": { slug: { table: "app.datasets", field: "slug" } },
  "/[locale]/datasets/[slug]": { slug: { table: "app.datasets", field: "slug" } },
  "/[locale]/datasets/[slug]/v/[version]": {
    slug: { table: "app.datasets", field: "slug" },
    version: { table: "app.versions", field: "number" },
  },
  "/[locale]/library/[version]": { version: { table: "app.versions" } },
  "/[locale]/studio/money/[payout]": { payout: { table: "app.payouts" } },
  "/[locale]/studio/recordings/[id]": { id: { table: "app.recordings" } },
  "/[locale]/[...rest]": {
    rest: { words: ["admin", "desk/../studio", "wp-login.php", "studio%2frecordings", ".env"] },
  },
  "/api/auth/[...nextauth]": {
    nextauth: {
      words: [
        "csrf",
        "session",
        "providers",
        "signin",
        "signin/mail",
        "signout",
        "callback/mail",
        "error",
        "verify-request",
        "_log",
      ],
    },
  },
};

const today = new Date().toISOString();
/** What a route must be asked to say anything at all. One that is missed here opens for nobody, and the controls say so. */
export const queries: Record<string, string> = {
  "/[locale]/library/orders.csv": `?year=${today.slice(0, 4)}`,
  "/[locale]/studio/money/earnings.csv": `?year=${today.slice(0, 4)}`,
  "/[locale]/desk/money/journal.csv": `?month=${today.slice(0, 7)}`,
};

/** Paths that are answered ahead of Next, by the source of their pattern: `*` takes an id of the table. */
export const machinePaths: Record<string, { path: string; table?: string; also?: readonly string[] }> = {
  "/upload/uuid/(audio|transcript)": {
    path: "/upload/*/audio",
    table: "app.recordings",
    also: ["/upload/*/transcript"],
  },
  "/listen/uuid": { path: "/listen/*", table: "app.clips" },
  "/download/uuid/.+": {
    path: "/download/*/data/train-00000.tar",
    table: "app.versions",
    also: ["/download/*/manifest.json", "/download/*/..%2f..%2fetc%2fpasswd", "/download/*/data%00"],
  },
  "/webhooks/stripe": { path: "/webhooks/stripe" },
  "/healthz": { path: "/healthz" },
  "/dev/mail": { path: "/dev/mail" },
  "/passkeys/(options|register|raise|sign-in)": {
    path: "/passkeys/options",
    also: ["/passkeys/register", "/passkeys/raise", "/passkeys/sign-in"],
  },
  "/audit/checkpoint": { path: "/audit/checkpoint" },
  "/audit/key": { path: "/audit/key" },
  "/.well-known/security.txt": { path: "/.well-known/security.txt" },
  "/.well-known/change-password": { path: "/.well-known/change-password" },
};

/** `@table` becomes an id of that table's; `[]` collects; anything else is said as it stands. */
export const actionFields: Record<string, Record<string, string>> = {
  "desk/datasets/actions.ts#create": {
    slug: "calls-forged",
    title: "A forged dataset",
    summary: "Calls that nobody has given to anybody.",
    language: "en",
    kind: "family",
    licence: "standard",
    pricePerHour: "200",
  },
  "desk/datasets/[id]/actions.ts#add": { versionId: "@app.versions", "clipIds[]": "@app.clips" },
  "desk/datasets/[id]/actions.ts#remove": { versionId: "@app.versions", "clipIds[]": "@app.clips" },
  "desk/datasets/[id]/actions.ts#publish": { versionId: "@app.versions", notes: "Forged." },
  "desk/datasets/[id]/actions.ts#startNext": { datasetId: "@app.datasets", change: "minor" },
  "desk/datasets/[id]/actions.ts#edit": {
    datasetId: "@app.datasets",
    title: "A forged title",
    summary: "Calls that nobody has given to anybody.",
    pricePerHour: "200",
  },
  "desk/incidents/actions.ts#stop": { scope: "links", reason: "Forged." },
  "desk/incidents/actions.ts#propose": { scope: "links" },
  "desk/incidents/actions.ts#approve": { requestId: "@app.resume_requests" },
  "desk/money/actions.ts#run": {},
  "desk/review/[id]/actions.ts#accept": { recordingId: "@app.recordings", since: "2026-01-01T00:00:00.000Z" },
  "desk/review/[id]/actions.ts#refuse": {
    recordingId: "@app.recordings",
    since: "2026-01-01T00:00:00.000Z",
    reason: "music",
    note: "Forged.",
  },
  "desk/review/[id]/actions.ts#strike": {
    recordingId: "@app.recordings",
    since: "2026-01-01T00:00:00.000Z",
    "strikes[]": "a:1000:2000:NAME",
  },
  "checkout/[slug]/actions.ts#nameCompany": { name: "Forged", country: "PT", vatNumber: "1", slug: "calls-en" },
  "checkout/[slug]/actions.ts#order": { versionId: "@app.versions", poNumber: "1", terms: "on" },
  "library/[version]/actions.ts#getLink": { versionId: "@app.versions", path: "data/train-00000.tar" },
  "library/keys/actions.ts#endKey": { keyId: "@app.api_keys" },
  "library/keys/actions.ts#makeKey": { label: "Forged" },
  "studio/consents/actions.ts#answer": { consentId: "@app.consents", answer: "given" },
  "studio/consents/actions.ts#takeBack": { consentId: "@app.consents" },
  "studio/money/actions.ts#setUpPayouts": { country: "US" },
  "studio/recordings/[id]/actions.ts#keepOnlyMySide": { recordingId: "@app.recordings" },
  "studio/recordings/[id]/actions.ts#withdraw": { recordingId: "@app.recordings" },
  "studio/upload/actions.ts#announceRecording": {
    title: "Forged",
    language: "en",
    kind: "family",
    ownChannel: "left",
    otherParty: "left_out",
    consent: "on",
    adult: "on",
  },
  "account/actions.ts#endSession": { sessionId: "@app.sessions" },
  "account/actions.ts#endOtherSessions": {},
  "account/actions.ts#askToAddPasskey": { label: "Forged" },
  "account/actions.ts#dropPasskey": { passkeyId: "@app.passkeys" },
  "account/actions.ts#sendPhoneCode": { phone: "+15550101234", locale: "en" },
  "account/actions.ts#usePhoneCode": { code: "123456" },
  "account/actions.ts#dropPhone": {},
  "account/actions.ts#close": { word: "close" },
  "sign-in/actions.ts#knowThisBrowser": {},
  "sign-in/actions.ts#askForLink": { email: "forged@people.example", intent: "contributor", locale: "en" },
};
