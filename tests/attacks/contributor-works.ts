import { randomUUID } from "node:crypto";
import { add, by, type Ground, set, type WebWrites } from "./web-work.ts";

/** Contributors: a lawful write for every policy, and what goes beyond each under the right power. */
export const contributorWorks = (ground: Ground) => ({
  mine: lawful(ground),
  beyond: { ...beyondRecording(ground), ...beyondConsent(ground) },
});

function lawful({ w, waiting, collected }: Ground): WebWrites {
  const { recordings } = w.market;
  const { dana, priya } = w.people;
  const notice = "a".repeat(64);
  const newRecording = (o: object = {}) => ({
    id: randomUUID(),
    contributor_id: w.people.dana.id,
    ...{ title: "x", language: "en", kind: "family", own_channel: "left" },
    ...o,
  });
  const newConsent = (o: object = {}) => ({
    recording_id: collected,
    user_id: w.people.dana.id,
    ...{ channel: "left", answer: "given", notice_hash: notice, call_title: "x" },
    ...o,
  });
  return {
    "a recording": by("dana", "recordings.add", add("recordings", newRecording)),
    "a recording that arrived": by("dana", "recordings.add", set("recordings", "state = 'received'", collected)),
    "a recording kept alone": by(
      "dana",
      "recordings.keep-own-side",
      set("recordings", "state = 'received', other_party = 'left_out'", waiting),
    ),
    "a recording withdrawn": by(
      "dana",
      "recordings.withdraw",
      set("recordings", "state = 'withdrawn'", recordings.dana),
    ),
    "a consent": by("dana", "recordings.add", add("consents", newConsent)),
    "a handle": by("dana", "account.rename", set("users", "handle = 'dana'", dana.id)),
    "a payout account": by(
      "priya",
      "payouts.onboard",
      add("payout_accounts", () => ({ id: priya.id, country: "US" })),
    ),
    "a payout account again": by("dana", "payouts.onboard", set("payout_accounts", "state = 'asked'", dana.id)),
  };
}

function beyondRecording({ w, waiting, collected }: Ground): WebWrites {
  const { recordings } = w.market;
  const { dana, priya } = w.people;
  const call = { title: "x", language: "en", kind: "family", own_channel: "left" };
  const record = (o: object) =>
    by(
      "dana",
      "recordings.add",
      add("recordings", () => ({ id: randomUUID(), contributor_id: dana.id, ...call, ...o })),
    );
  return {
    "a recording in another's name": record({ contributor_id: priya.id }),
    "a recording that is accepted": record({ state: "accepted" }),
    "a recording with the other's voice asked": record({ other_party: "asked" }),
    "a recording of an hour": record({ duration_seconds: 3_600 }),
    "a recording with channels": record({ channels: "[]" }),
    "a recording with redactions": record({ redactions: "[]" }),
    "a recording with a reason": record({ reason: "x" }),
    "a recording half done": record({ progress_percent: 50 }),
    "an arrival of what was sold": by(
      "dana",
      "recordings.add",
      set("recordings", "state = 'received'", recordings.dana),
    ),
    "an arrival of another's": by("priya", "recordings.add", set("recordings", "state = 'received'", recordings.tomas)),
    "an arrival that is accepted": by("dana", "recordings.add", set("recordings", "state = 'accepted'", collected)),
    "an arrival of who was asked, unasked": by(
      "dana",
      "recordings.add",
      set("recordings", "state = 'waiting'", collected),
    ),
    "kept alone by another": by(
      "priya",
      "recordings.keep-own-side",
      set("recordings", "state = 'received', other_party = 'left_out'", waiting),
    ),
    "kept alone after the sale": by(
      "dana",
      "recordings.keep-own-side",
      set("recordings", "state = 'received', other_party = 'left_out'", recordings.dana),
    ),
    "kept alone and accepted": by(
      "dana",
      "recordings.keep-own-side",
      set("recordings", "state = 'accepted', other_party = 'left_out'", waiting),
    ),
    "kept with the other": by("dana", "recordings.keep-own-side", set("recordings", "state = 'received'", waiting)),
    "another's withdrawn": by(
      "priya",
      "recordings.withdraw",
      set("recordings", "state = 'withdrawn'", recordings.dana),
    ),
    "withdrawn into a sale": by("dana", "recordings.withdraw", set("recordings", "state = 'accepted'", collected)),
  };
}

function beyondConsent({ w, waiting, collected }: Ground): WebWrites {
  const { recordings } = w.market;
  const { dana, priya, tomas } = w.people;
  const given = { channel: "left", answer: "given", notice_hash: "a".repeat(64), call_title: "x" };
  const consent = (o: object) =>
    by(
      "dana",
      "recordings.add",
      add("consents", () => ({ recording_id: collected, user_id: dana.id, ...given, ...o })),
    );
  const onboard = (o: object) =>
    by(
      "priya",
      "payouts.onboard",
      add("payout_accounts", () => ({ country: "US", ...o })),
    );
  return {
    "a consent in another's name": consent({ user_id: tomas.id }),
    "a consent that is not given": consent({ answer: "asked" }),
    "a consent without its notice": consent({ notice_hash: "" }),
    "a consent to another's call": consent({ recording_id: recordings.tomas }),
    "a consent for the other side": consent({ channel: "right" }),
    "a consent to a call that is on its way": consent({ recording_id: waiting }),
    "another's handle": by("dana", "account.rename", set("users", "handle = 'x'", priya.id)),
    "another's payout account": onboard({ id: w.people.ola.id }),
    "a payout account that is active": onboard({ id: priya.id, state: "active" }),
    "another's account again": by("priya", "payouts.onboard", set("payout_accounts", "state = 'asked'", dana.id)),
    "an active account again": by("tomas", "payouts.onboard", set("payout_accounts", "state = 'asked'", tomas.id)),
    "an account made active": by("dana", "payouts.onboard", set("payout_accounts", "state = 'active'", dana.id)),
  };
}
