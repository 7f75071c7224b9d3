import { add, by, type Ground, set, type WebWrites } from "./web-work.ts";

/** The desk: a lawful write for every policy, and what goes beyond each under the right power. */
export const deskWorks = (ground: Ground) => ({ mine: lawful(ground), beyond: beyond(ground) });

function lawful({ w }: Ground): WebWrites {
  const newVersion = (o: object = {}) => ({ dataset_id: w.market.dataset, number: "2.0.0", ...o });
  const { recordings, draft, clips, draftDataset } = w.market;
  const { fiona } = w.people;
  const newDataset = (o: object = {}) => ({
    ...{ slug: "new", title: "New calls", summary: "Calls between people who said yes to it." },
    ...{ language: "en", kind: "family", licence: "standard", price_per_hour_cents: 100 },
    ...o,
  });
  return {
    "a recording accepted": by("rhea", "recordings.accept", set("recordings", "state = 'accepted'", recordings.priya)),
    "a recording refused": by(
      "rhea",
      "recordings.refuse",
      set("recordings", "state = 'refused', reason = 'too-quiet'", recordings.priya),
    ),
    "a dataset": by("cyrus", "datasets.create", add("datasets", newDataset)),
    "a dataset's words": by("cyrus", "datasets.edit", set("datasets", "title = 'Other'", draftDataset)),
    "a version": by("cyrus", ["datasets.create", "versions.compose"], add("versions", newVersion)),
    "a version sent to be built": by(
      "cyrus",
      "versions.publish",
      set("versions", "state = 'building', published_at = now()", draft),
    ),
    "a clip chosen": by(
      "cyrus",
      "versions.compose",
      add("version_clips", () => ({ version_id: draft, clip_id: clips.dana })),
    ),
    "a run": by(
      "fiona",
      "payouts.run",
      add("payout_runs", () => ({ started_by: fiona.id })),
    ),
  };
}

function beyond({ w, waiting }: Ground): WebWrites {
  const { recordings, draft, clips, version } = w.market;
  const { rhea } = w.people;
  const newDataset = (o: object = {}) => ({
    ...{ slug: "new", title: "New calls", summary: "Calls between people who said yes to it." },
    ...{ language: "en", kind: "family", licence: "standard", price_per_hour_cents: 100 },
    ...o,
  });
  const compose = (o: object) =>
    by(
      "cyrus",
      "versions.compose",
      add("versions", () => ({ dataset_id: w.market.dataset, number: "2.0.0", ...o })),
    );
  return {
    "accepted before it was processed": by(
      "rhea",
      "recordings.accept",
      set("recordings", "state = 'accepted'", waiting),
    ),
    "accepted as something else": by(
      "rhea",
      "recordings.accept",
      set("recordings", "state = 'received'", recordings.priya),
    ),
    "refused after the sale": by(
      "rhea",
      "recordings.refuse",
      set("recordings", "state = 'refused', reason = 'x'", recordings.dana),
    ),
    "refused without a reason": by(
      "rhea",
      "recordings.refuse",
      set("recordings", "state = 'refused'", recordings.priya),
    ),
    "refused as something else": by(
      "rhea",
      "recordings.refuse",
      set("recordings", "state = 'accepted', reason = 'x'", recordings.priya),
    ),
    "a dataset that is on sale": by(
      "cyrus",
      "datasets.create",
      add("datasets", () => newDataset({ current_version_id: version })),
    ),
    "a version on sale": compose({
      state: "published",
      commit: "c".repeat(40),
      price_cents: 1,
      published_at: new Date(),
      clip_count: 1,
    }),
    "a version that is built": compose({ state: "building" }),
    "a draft with a commit": compose({ commit: "c".repeat(40) }),
    "a draft with a price": compose({ price_cents: 1 }),
    "a draft that was published": compose({ published_at: new Date() }),
    "a version on sale unbuilt": by("cyrus", "versions.publish", set("versions", "state = 'failed'", draft)),
    "a published version built again": by("cyrus", "versions.publish", set("versions", "state = 'building'", version)),
    "a clip that nobody accepted": by(
      "cyrus",
      "versions.compose",
      add("version_clips", () => ({ version_id: draft, clip_id: clips.priya })),
    ),
    "a clip chosen and removed": by(
      "cyrus",
      "versions.compose",
      add("version_clips", () => ({ version_id: draft, clip_id: clips.dana, removed_at: new Date() })),
    ),
    "a run in another's name": by(
      "fiona",
      "payouts.run",
      add("payout_runs", () => ({ started_by: rhea.id })),
    ),
    "a run that is reserved": by(
      "fiona",
      "payouts.run",
      add("payout_runs", () => ({ started_by: w.people.fiona.id, state: "reserved" })),
    ),
  };
}
