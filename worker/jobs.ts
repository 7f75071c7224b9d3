import type { Door } from "../db/door.ts";
import type { Job } from "../db/powers.ts";
import type { Viewer } from "../db/viewer.ts";
import { askOtherParty } from "../lib/contributions/ask-other-party.ts";
import { eraseRecording } from "../lib/contributions/erase-recording.ts";
import { openVault } from "../lib/contributions/open-vault.ts";
import type { MediaStores } from "../lib/contributions/raw-upload.ts";
import { accrueEarning } from "../lib/ledger/accrue-earning.ts";
import { openPayoutAccount } from "../lib/ledger/open-payout-account.ts";
import { reservePayouts } from "../lib/ledger/reserve-payouts.ts";
import { sendPayout } from "../lib/ledger/send-payout.ts";
import { settleEvent } from "../lib/orders/settle-event.ts";
import type { StripeClient } from "../lib/outside/stripe.ts";
import type { NativeDecoder } from "../lib/pipeline/decode/native-decoder.ts";
import type { Services } from "../lib/pipeline/processed.ts";
import { failRecording } from "../lib/pipeline/work/fail-recording.ts";
import { workOnUpload } from "../lib/pipeline/work/work-on-upload.ts";
import { buildVersion } from "../lib/releases/build-version.ts";
import { failVersion } from "../lib/releases/fail-version.ts";

/** job: the Viewer that the database checks; subject: the row it is about; signal: stop now. */
type Run = (job: Viewer, subject: string, signal: AbortSignal) => Promise<void>;
type Work = {
  run: Run;
  /** what its owner is shown when no try is left: this is the last one */
  giveUp?: Run;
};
export type JobTable = Partial<Record<Job, Work>>;

export const mediaJobs = (o: {
  door: Door;
  stores: MediaStores;
  vaultIdentity: string;
  siteUrl: string;
  services?: Services | undefined;
  decoder?: NativeDecoder | undefined;
}): JobTable => ({
  "vaults.open": { run: (job, subject) => openVault(o.door, o.vaultIdentity, job, subject) },
  "consents.ask": { run: (job, subject) => askOtherParty(o.door, job, subject) },
  "recordings.process": {
    run: (job, subject, signal) => workOnUpload(o, job, subject, signal),
    giveUp: (job, subject) => failRecording(o.door, o.stores, job, subject),
  },
  "recordings.erase": { run: (job, subject) => eraseRecording(o.door, o.stores, job, subject) },
  "versions.build": {
    run: (job, subject) => buildVersion({ door: o.door, shelf: o.stores.shelf, siteUrl: o.siteUrl }, job, subject),
    giveUp: (job, subject) => failVersion(o.door, job, subject),
  },
});

export const moneyJobs = (o: { door: Door; stripe: StripeClient; siteUrl: string }): JobTable => ({
  "earnings.accrue": { run: (job, subject) => accrueEarning(o.door, job, subject) },
  "stripe.event": { run: (job, subject) => settleEvent(o.door, o.stripe, job, subject) },
  "payouts.open-account": { run: (job, subject) => openPayoutAccount(o.door, o.stripe, o.siteUrl, job, subject) },
  "payouts.reserve": { run: (job, subject) => reservePayouts(o.door, job, subject) },
  "payouts.send": { run: (job, subject) => sendPayout(o.door, o.stripe, job, subject) },
});
