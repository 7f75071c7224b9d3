import type { Place } from "../settings.ts";
import { addressOf, type Name } from "./people.ts";

const roles: [Name, string, string][] = [
  ["dana", "contributor", "/en/studio"],
  ["ines", "buyer", "/en/library"],
  ["rhea", "reviewer", "/en/desk/review"],
  ["cyrus", "curator", "/en/desk/datasets"],
  ["fiona", "finance", "/en/desk/money"],
  ["piet", "privacy", "/en/desk/incidents"],
];

/** What the person at the terminal needs next: addresses, and how to sign in in each role. */
export function welcome(place: Place): string {
  const { ports } = place;
  const lines = roles.map(([name, role, path]) => `    ${addressOf(name).padEnd(28)} ${role.padEnd(12)} ${path}`);
  return `
  Consonant          http://localhost:${ports.site}
  Mailbox            http://localhost:${ports.mailbox}/dev/mail   (every mail ends here)
  Stripe emulator    http://127.0.0.1:${ports.stripe}   (card 4242 4242 4242 4242; no money moves)
  Delivery           http://localhost:${ports.delivery}
  Data               ${place.folder}

  To sign in, ask for a link at http://localhost:${ports.site}/en/sign-in and open it in the mailbox:

${lines.join("\n")}

  The desk (reviewer, curator, finance, privacy) also needs a passkey: each one's enrolment code is in the mailbox. Where
  this machine has no authenticator, Chromium makes one: developer tools, WebAuthn, "Enable virtual authenticator".

  A new address becomes a contributor or a buyer, as it says. Ctrl-C stops everything and keeps it.
`;
}
