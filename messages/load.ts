import accountEn from "./en/account.json" with { type: "json" };
import brokenEn from "./en/broken.json" with { type: "json" };
import catalogueEn from "./en/catalogue.json" with { type: "json" };
import checkoutEn from "./en/checkout.json" with { type: "json" };
import consentEn from "./en/consent.json" with { type: "json" };
import csvEn from "./en/csv.json" with { type: "json" };
import datasetEn from "./en/dataset.json" with { type: "json" };
import deskEn from "./en/desk.json" with { type: "json" };
import edgeEn from "./en/edge.json" with { type: "json" };
import errorsEn from "./en/errors.json" with { type: "json" };
import kindEn from "./en/kind.json" with { type: "json" };
import landingEn from "./en/landing.json" with { type: "json" };
import libraryEn from "./en/library.json" with { type: "json" };
import licencesEn from "./en/licences.json" with { type: "json" };
import mailEn from "./en/mail.json" with { type: "json" };
import moneyEn from "./en/money.json" with { type: "json" };
import partsEn from "./en/parts.json" with { type: "json" };
import passkeysEn from "./en/passkeys.json" with { type: "json" };
import privacyEn from "./en/privacy.json" with { type: "json" };
import promiseEn from "./en/promise.json" with { type: "json" };
import reasonsEn from "./en/reasons.json" with { type: "json" };
import recordingsEn from "./en/recordings.json" with { type: "json" };
import shellEn from "./en/shell.json" with { type: "json" };
import signInEn from "./en/signIn.json" with { type: "json" };
import stateEn from "./en/state.json" with { type: "json" };
import statusEn from "./en/status.json" with { type: "json" };
import studioEn from "./en/studio.json" with { type: "json" };
import switchesEn from "./en/switches.json" with { type: "json" };
import termsEn from "./en/terms.json" with { type: "json" };
import uiEn from "./en/ui.json" with { type: "json" };
import uploadEn from "./en/upload.json" with { type: "json" };
import accountFr from "./fr/account.json" with { type: "json" };
import brokenFr from "./fr/broken.json" with { type: "json" };
import catalogueFr from "./fr/catalogue.json" with { type: "json" };
import checkoutFr from "./fr/checkout.json" with { type: "json" };
import consentFr from "./fr/consent.json" with { type: "json" };
import csvFr from "./fr/csv.json" with { type: "json" };
import datasetFr from "./fr/dataset.json" with { type: "json" };
import deskFr from "./fr/desk.json" with { type: "json" };
import edgeFr from "./fr/edge.json" with { type: "json" };
import errorsFr from "./fr/errors.json" with { type: "json" };
import kindFr from "./fr/kind.json" with { type: "json" };
import landingFr from "./fr/landing.json" with { type: "json" };
import libraryFr from "./fr/library.json" with { type: "json" };
import licencesFr from "./fr/licences.json" with { type: "json" };
import mailFr from "./fr/mail.json" with { type: "json" };
import moneyFr from "./fr/money.json" with { type: "json" };
import partsFr from "./fr/parts.json" with { type: "json" };
import passkeysFr from "./fr/passkeys.json" with { type: "json" };
import privacyFr from "./fr/privacy.json" with { type: "json" };
import promiseFr from "./fr/promise.json" with { type: "json" };
import reasonsFr from "./fr/reasons.json" with { type: "json" };
import recordingsFr from "./fr/recordings.json" with { type: "json" };
import shellFr from "./fr/shell.json" with { type: "json" };
import signInFr from "./fr/signIn.json" with { type: "json" };
import stateFr from "./fr/state.json" with { type: "json" };
import statusFr from "./fr/status.json" with { type: "json" };
import studioFr from "./fr/studio.json" with { type: "json" };
import switchesFr from "./fr/switches.json" with { type: "json" };
import termsFr from "./fr/terms.json" with { type: "json" };
import uiFr from "./fr/ui.json" with { type: "json" };
import uploadFr from "./fr/upload.json" with { type: "json" };

/** Every visible word, one file for each language and area. An area that gains a file is named here. */
export const messages = {
  en: {
    account: accountEn,
    broken: brokenEn,
    catalogue: catalogueEn,
    checkout: checkoutEn,
    consent: consentEn,
    csv: csvEn,
    dataset: datasetEn,
    desk: deskEn,
    edge: edgeEn,
    errors: errorsEn,
    kind: kindEn,
    landing: landingEn,
    library: libraryEn,
    licences: licencesEn,
    mail: mailEn,
    money: moneyEn,
    parts: partsEn,
    passkeys: passkeysEn,
    privacy: privacyEn,
    promise: promiseEn,
    reasons: reasonsEn,
    recordings: recordingsEn,
    shell: shellEn,
    signIn: signInEn,
    state: stateEn,
    status: statusEn,
    studio: studioEn,
    switches: switchesEn,
    terms: termsEn,
    ui: uiEn,
    upload: uploadEn,
  },
  fr: {
    account: accountFr,
    broken: brokenFr,
    catalogue: catalogueFr,
    checkout: checkoutFr,
    consent: consentFr,
    csv: csvFr,
    dataset: datasetFr,
    desk: deskFr,
    edge: edgeFr,
    errors: errorsFr,
    kind: kindFr,
    landing: landingFr,
    library: libraryFr,
    licences: licencesFr,
    mail: mailFr,
    money: moneyFr,
    parts: partsFr,
    passkeys: passkeysFr,
    privacy: privacyFr,
    promise: promiseFr,
    reasons: reasonsFr,
    recordings: recordingsFr,
    shell: shellFr,
    signIn: signInFr,
    state: stateFr,
    status: statusFr,
    studio: studioFr,
    switches: switchesFr,
    terms: termsFr,
    ui: uiFr,
    upload: uploadFr,
  },
};

export type Namespace = keyof (typeof messages)["en"];
